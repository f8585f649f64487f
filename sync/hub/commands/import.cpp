// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "platform/json/writer.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/import/importer.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(import --data DIR FILE...   bring tables, events or sales into the hub

A file is known by the columns of its first line: shops, families, products, stock, customers,
orders (columns in sync/hub/README.md), the Online Retail sales file; or it holds CloudEvents, one
JSON object a line. Names that end in .zst are unpacked. The same file twice changes nothing. Prints
one JSON object a file with the lines taken, refused and unchanged; each refused line is named on
standard error with its reason. Exit code 1 when a line was refused or a file cannot be read: the
other lines are in the hub all the same.
  --data DIR   the hub's directory; made when absent; no hub may serve from it meanwhile)";

Result<int> run(const Arguments& arguments) {
  const SystemClock clock;
  PARCOURS_TRY(auto db, HubDb::open(arguments.text("--data"), clock));
  const auto done = import_files(*db, arguments.words(), std::cerr);
  if (!done) return fail(unwritable(done.error(), arguments.text("--data")));
  const Imported& imported = *done;
  bool failed = !imported.unreadable.empty();
  for (const auto& error : imported.unreadable) {
    std::cerr << "parcours-hub import: " << error.where << ": " << error.message << '\n';
    json::Writer out;
    out.begin_object().field("file", error.where).field("error", error.message).end_object();
    print_line(out.text());
  }
  for (const auto& report : imported.reports) {
    print_line(to_json(report));
    if (report.refused == 0) continue;
    failed = true;
    std::cerr << "parcours-hub import: " << report.file << ": " << report.refused << " of "
              << report.rows << " lines refused\n";
  }
  return failed ? 1 : 0;
}

}  // namespace

Command import_command() {
  return {"import", kHelp, {{"--data", ValueKind::Text, true}}, {1, WordsSpec::kAny}, run};
}

}  // namespace parcours::hub
