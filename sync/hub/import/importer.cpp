// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/import/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "platform/crypto/hash.h"
#include "platform/json/writer.h"
#include "sync/hub/import/source_file.h"

namespace parcours::hub {

namespace {

constexpr std::int64_t kLinesPerCommit = 2000;
constexpr int kEventRank = 100;

/// A file that could be read, and what it is.
struct Source {
  std::string path;
  std::string text;
  const Table* table = nullptr;  ///< null: events, a JSON object a line
  [[nodiscard]] int rank() const { return table != nullptr ? table->rank : kEventRank; }
};

bool looks_like_json(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return first != std::string_view::npos && text[first] == '{';
}

std::string known_tables() {
  std::string words;
  for (const auto& table : tables()) {
    words += words.empty() ? "" : "; ";
    words += fmt::format("{}: ", table.name);
    for (const auto& column : table.columns) {
      words += fmt::format("{}{}", &column == &table.columns.front() ? "" : ",",
                           column.substr(0, column.find('|')));
    }
  }
  return words;
}

Result<Source> read_source(const std::string& path) {
  Source source;
  source.path = path;
  PARCOURS_TRY(source.text, read_source_file(path));
  if (looks_like_json(source.text)) return source;
  CsvReader reader{source.text};
  if (reader.at_end()) return fail(ErrorCode::Invalid, "the file is empty", path);
  const auto header = reader.next();
  if (!header) return fail(ErrorCode::Invalid, header.error().message, path + ":1");
  source.table = recognise(Header{header->fields});
  if (source.table != nullptr) return source;
  return fail(ErrorCode::Invalid,
              "the columns of its first line are those of no table and it holds no JSON lines; "
              "tables and the columns that tell them: " +
                  known_tables(),
              path);
}

/// Where each name of a file's lines that were taken stood.
using LineNames = std::map<std::string, std::int64_t>;

/// The line's name. Two lines of one name would overrule each other at every import of the file.
Result<std::string> check_first(const Table& table, const Record& record, const LineNames& seen) {
  std::string name;
  for (const auto column : table.key) {
    if (!name.empty()) name += '/';
    name += record.text(column);
  }
  const auto entry = seen.find(name);
  if (entry == seen.end() || table.key.empty()) return name;
  const auto column = table.key.front();
  return fail(ErrorCode::Invalid,
              fmt::format("\"{}\" stands in line {} already", name, entry->second),
              fmt::format("column {}", column.substr(0, column.find('|'))));
}

Status take_lines(ImportContext& context, const Table& table, std::string_view text) {
  CsvReader reader{text};
  PARCOURS_TRY(const auto names, reader.next());
  const Header header{names.fields};
  if (table.take_all) return table.take_all(context, header, reader);
  LineNames names_seen;
  const auto take_next = [&]() -> Result<Line> {
    PARCOURS_TRY(auto fields, reader.next());
    PARCOURS_CHECK(header.check(fields));
    const Record record{header, std::move(fields)};
    PARCOURS_TRY(auto name, check_first(table, record, names_seen));
    PARCOURS_TRY(const auto line, table.take(context, record));
    names_seen.try_emplace(std::move(name), record.line());
    return line;
  };
  while (!reader.at_end()) {
    ++context.report.rows;
    const auto result = take_next();
    PARCOURS_CHECK(count(context, reader.line(), result));
    PARCOURS_CHECK(commit_now_and_then(context));
  }
  return {};
}

Result<ImportReport> import_source(HubDb& db, const Source& source, std::ostream& refusals) {
  ImportReport report;
  report.file = source.path;
  report.kind = source.table != nullptr ? source.table->name : "events";
  report.refusals = &refusals;
  const auto mark = crypto::blake2b_256(source.text).hex().substr(0, 16);
  ImportContext context{db, report, mark, db.clock().wall()};
  PARCOURS_CHECK(db.begin());
  const Status taken = source.table != nullptr ? take_lines(context, *source.table, source.text)
                                               : take_event_lines(context, source.text);
  if (!taken) {
    db.rollback();
    return fail(taken.error());
  }
  PARCOURS_TRY(const auto commit, db.commit());
  static_cast<void>(commit);
  report.refusals = nullptr;
  return report;
}

}  // namespace

Result<Line> ImportContext::put(std::string_view kind, std::string_view key, std::string body) {
  const journey::RowChange change{"catalogue", std::string{kind}, std::string{key},
                                  std::move(body)};
  PARCOURS_TRY(const auto applied, db.put(change));
  return applied == Applied::Unchanged ? Line::Unchanged : Line::Taken;
}

Status ImportContext::must_exist(std::string_view kind, std::string_view key,
                                 std::string_view column) {
  PARCOURS_TRY(const auto row, db.rows().find(kind, key));
  if (row) return {};
  return fail(ErrorCode::Invalid,
              fmt::format("the hub knows no {} \"{}\"; import it first", kind, key),
              fmt::format("column {}", column));
}

Result<bool> ImportContext::knows(std::string_view source, std::string_view id) {
  return db.knows(source, id);
}

Result<Line> ImportContext::take(const journey::Event& event) {
  PARCOURS_CHECK(journey::check_clock(event, now));
  PARCOURS_TRY(const auto verdict, db.take(event));
  if (verdict.outcome == Outcome::Taken) return Line::Taken;
  if (verdict.outcome == Outcome::Duplicate) return Line::Unchanged;
  return fail(ErrorCode::Invalid, verdict.reason);
}

Status commit_now_and_then(ImportContext& context) {
  if (context.report.rows % kLinesPerCommit != 0) return {};
  return commit_and_go_on(context);
}

Status commit_and_go_on(ImportContext& context) {
  PARCOURS_TRY(const auto commit, context.db.commit());
  static_cast<void>(commit);
  return context.db.begin();
}

Status count(ImportContext& context, std::int64_t line, const Result<Line>& result) {
  if (result) {
    ++(*result == Line::Taken ? context.report.taken : context.report.unchanged);
    return {};
  }
  if (result.error().code != ErrorCode::Invalid) return fail(result.error());
  context.report.refuse(line, result.error());
  return {};
}

const std::vector<Table>& tables() {
  static const std::vector<Table> kTables = [] {
    std::vector<Table> all{online_retail_table(), order_table()};
    for (auto& table : catalogue_tables()) all.push_back(std::move(table));
    all.insert(all.begin() + 2, customer_table());
    return all;
  }();
  return kTables;
}

const Table* recognise(const Header& header) {
  for (const auto& table : tables()) {
    if (std::all_of(table.columns.begin(), table.columns.end(),
                    [&](auto column) { return header.find(column).has_value(); })) {
      return &table;
    }
  }
  return nullptr;
}

Result<Imported> import_files(HubDb& db, const std::vector<std::string>& files,
                              std::ostream& refusals) {
  Imported imported;
  std::vector<Source> sources;
  for (const auto& file : files) {
    auto source = read_source(file);
    if (source) {
      sources.push_back(std::move(*source));
    } else {
      imported.unreadable.push_back(source.error());
    }
  }
  std::stable_sort(sources.begin(), sources.end(),
                   [](const Source& a, const Source& b) { return a.rank() < b.rank(); });
  for (const auto& source : sources) {
    PARCOURS_TRY(auto report, import_source(db, source, refusals));
    imported.reports.push_back(std::move(report));
  }
  return imported;
}

std::string to_json(const ImportReport& report) {
  json::Writer out;
  out.begin_object().field("file", report.file).field("kind", report.kind);
  out.field("rows", report.rows).field("taken", report.taken).field("refused", report.refused);
  out.field("unchanged", report.unchanged);
  if (!report.left_out.empty()) {
    out.key("left_out").begin_object();
    for (const auto& [rule, lines] : report.left_out) out.field(rule, lines);
    out.end_object();
  }
  return out.end_object().take();
}

}  // namespace parcours::hub
