// SPDX-License-Identifier: Apache-2.0
// Brings files into the hub: tables known by their columns, events as JSON lines, a sales file.
// Works on a HubDb that nobody else uses, some thousand lines a transaction. A file is known by its
// contents: the same file twice changes nothing.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "sync/hub/hub_db.h"
#include "sync/hub/import/record.h"
#include "sync/hub/import/report.h"

namespace parcours::hub {

/// What became of a line that is right.
enum class Line { Taken, Unchanged };

/// What the readers of tables work with.
struct ImportContext {
  HubDb& db;
  ImportReport& report;
  std::string mark;  ///< of the file's contents: part of the ids of events made from it
  WallTime now;

  /// Writes the row of the catalogue.
  [[nodiscard]] Result<Line> put(std::string_view kind, std::string_view key, std::string body);
  /// Invalid when the hub has none; `column` for the message.
  [[nodiscard]] Status must_exist(std::string_view kind, std::string_view key,
                                  std::string_view column);
  /// Takes an event of source "import/<table>" or of a file of events. Unchanged when its id is
  /// known; a clock out of bounds and a refusal of the fold come back as Invalid.
  [[nodiscard]] Result<Line> take(const journey::Event& event);
  [[nodiscard]] Result<bool> knows(std::string_view source, std::string_view id);
};

/// A kind of table: the columns that tell it, and who reads a line of it.
struct Table {
  std::string_view name;
  std::vector<std::string_view> columns;  ///< each "name|other name"; all must be there
  int rank = 0;                           ///< files are taken in this order
  std::function<Result<Line>(ImportContext&, const Record&)> take;
  /// Instead of `take`, for tables whose lines belong together.
  std::function<Status(ImportContext&, const Header&, CsvReader&)> take_all;
  /// With `take`: the columns, as in `columns`, that name a line; no two lines of a file have them
  /// equal.
  std::vector<std::string_view> key = {};
};

[[nodiscard]] const std::vector<Table>& tables();
/// The first table all of whose columns are in the header; null when none fits.
[[nodiscard]] const Table* recognise(const Header& header);

/// Imports all files, shops before products before orders whatever their order; a report each.
/// An error is one of the database or of a file that cannot be read at all.
struct Imported {
  std::vector<ImportReport> reports;
  std::vector<Error> unreadable;
};
[[nodiscard]] Result<Imported> import_files(HubDb& db, const std::vector<std::string>& files,
                                            std::ostream& refusals);

// The readers of tables, each in its own file.
[[nodiscard]] std::vector<Table> catalogue_tables();
[[nodiscard]] Table customer_table();
[[nodiscard]] Table order_table();
[[nodiscard]] Table online_retail_table();
[[nodiscard]] Status take_event_lines(ImportContext& context, std::string_view text);

/// Commits every so many lines, so that a large file is neither one transaction nor one flush a
/// line. `begin` was called before; the last commit is the caller's.
[[nodiscard]] Status commit_now_and_then(ImportContext& context);
[[nodiscard]] Status commit_and_go_on(ImportContext& context);
/// Counts a line by its result: an Invalid one is refused and named, any other error is the
/// database's and comes back.
[[nodiscard]] Status count(ImportContext& context, std::int64_t line, const Result<Line>& result);

}  // namespace parcours::hub
