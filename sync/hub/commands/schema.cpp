// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "sync/hub/commands/command.h"
#include "sync/journey/vocabulary.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(schema   every event type with its JSON Schema, one JSON object a line)";

Result<int> run(const Arguments&) {
  std::cout << journey::schema_json() << std::flush;
  return 0;
}

}  // namespace

Command schema_command() {
  return {"schema", kHelp, {}, {}, run};
}

}  // namespace parcours::hub
