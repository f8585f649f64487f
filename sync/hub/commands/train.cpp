// SPDX-License-Identifier: Apache-2.0
#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/hub_db.h"
#include "sync/hub/training.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(train --data DIR   learn from all sales what goes with what, and give it to the terminals

Reads every purchase of the hub and writes the suggestions of each product of the catalogue. Prints
one JSON object.
  --data DIR   the hub's directory; no hub may serve from it meanwhile)";

Result<int> run(const Arguments& arguments) {
  const SystemClock clock;
  PARCOURS_TRY(const auto db, HubDb::open(arguments.text("--data"), clock, Creating::Refused));
  const auto done = train(*db);
  if (!done) return fail(unwritable(done.error(), arguments.text("--data")));
  const auto& trained = *done;
  json::Writer out;
  out.begin_object().field("baskets", trained.baskets).field("products", trained.products);
  out.field("rows", trained.rows).field("changed", trained.changed).end_object();
  print_line(out.text());
  return 0;
}

}  // namespace

Command train_command() {
  return {"train", kHelp, {{"--data", ValueKind::Text, true}}, {}, run};
}

}  // namespace parcours::hub
