// SPDX-License-Identifier: Apache-2.0
// Play scripts, which people write by hand. A step that parses has its line and what its verb
// needs.
#include <cstdint>

#include "kiosk/app/script/script.h"
#include "platform/base/assert.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  return {"# visite\ntap \"Mon espace\"\n\ntry @sheet.close\ntype lampe\nscan 2900000000017\n",
          "open Tasks\nwait \"Camille\"\nwait screen Space\nabsent \"Camille\"\npause 300\n",
          "language en\ntheme dark\ntype-size large\nleave\nshot space\r\n"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto script = app::parse_script(text, "fuzz.play");
  if (!script) {
    PARCOURS_ASSERT(script.error().code == ErrorCode::Invalid && !script.error().where.empty());
    return 0;
  }
  int line = 0;
  for (const auto& step : script->steps) {
    PARCOURS_ASSERT(step.line > line);
    line = step.line;
    PARCOURS_ASSERT(step.argument.empty() == (step.verb == app::Verb::Leave));
  }
  return 0;
}
