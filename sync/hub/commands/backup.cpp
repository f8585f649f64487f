// SPDX-License-Identifier: Apache-2.0
#include <chrono>

#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "sync/hub/backup.h"
#include "sync/hub/commands/command.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(backup --data DIR FILE   a checked copy of the hub's database; works while the hub serves

Prints where it is, the latest commit and the events that it holds, its bytes and the seconds taken.
Replaces nothing: FILE must not be there yet. From the first backup on, terminals keep what they
sent until it is in a backup, and send it again to a hub that went back to one. To bring it back:
stop the hub, put FILE in the place of hub.db (or into an empty folder), start serve.
  --data DIR   the hub's directory)";

Result<int> run(const Arguments& arguments) {
  const SystemClock clock;
  const MonoTime begun = clock.mono();
  const std::filesystem::path to = arguments.words().front();
  PARCOURS_TRY(const auto made, make_backup(arguments.text("--data"), to, clock));
  const std::chrono::duration<double> taken = clock.mono() - begun;
  json::Writer out;
  out.begin_object().field("backup", to.string()).field("head", made.record.head);
  out.field("events", made.events).field("bytes", made.bytes);
  print_line(out.field("seconds", taken.count()).end_object().take());
  return 0;
}

}  // namespace

Command backup_command() {
  return {"backup", kHelp, {{"--data", ValueKind::Text, true}}, {1, 1, "FILE"}, run};
}

}  // namespace parcours::hub
