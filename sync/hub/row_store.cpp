// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/row_store.h"

namespace parcours::hub {

namespace {

journey::Row read_row(const sqlite::Statement& statement, std::string_view kind) {
  journey::Row row;
  row.scope = statement.column_text(0);
  row.kind = kind;
  row.key = statement.column_text(1);
  row.body = statement.column_text(2);
  row.seq = statement.column_int(3);
  return row;
}

constexpr std::string_view kFind =
    "SELECT scope,key,body,seq FROM row WHERE kind=?1 AND key=?2 AND deleted=0 "
    "ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kCopies =
    "SELECT scope,seq,deleted,body FROM row WHERE kind=?1 AND key=?2";
// Both ends of the range stand in the text: an index is only searched up to an end it can see.
constexpr std::string_view kScanUp =
    "SELECT scope,key,body,seq FROM row WHERE kind=?1 AND key>=?2 AND key<?3 AND deleted=0 "
    "ORDER BY key";
constexpr std::string_view kScanDown =
    "SELECT scope,key,body,seq FROM row WHERE kind=?1 AND key>=?2 AND key<?3 AND deleted=0 "
    "ORDER BY key DESC";
constexpr std::string_view kScanAllUp =
    "SELECT scope,key,body,seq FROM row WHERE kind=?1 AND deleted=0 ORDER BY key";
constexpr std::string_view kScanAllDown =
    "SELECT scope,key,body,seq FROM row WHERE kind=?1 AND deleted=0 ORDER BY key DESC";
constexpr std::string_view kInsert =
    "INSERT INTO row(kind,key,scope,seq,deleted,body) VALUES(?1,?2,?3,?4,?5,?6)";
constexpr std::string_view kUpdate =
    "UPDATE row SET seq=?4,deleted=?5,body=?6 WHERE kind=?1 AND key=?2 AND scope=?3";

}  // namespace

std::string after_prefix(std::string_view prefix) {
  std::string after{prefix};
  while (!after.empty()) {
    const auto last = static_cast<unsigned char>(after.back());
    if (last < 0xff) {
      after.back() = static_cast<char>(last + 1);
      return after;
    }
    after.pop_back();
  }
  return after;
}

Result<std::optional<journey::Row>> RowStore::find(std::string_view kind,
                                                   std::string_view key) const {
  PARCOURS_TRY(auto statement, x_connection.cached(kFind));
  PARCOURS_TRY(const bool found, statement.bind_all(kind, key).step());
  if (!found) return std::optional<journey::Row>{};
  return std::optional{read_row(statement, kind)};
}

Result<std::vector<RowCopy>> RowStore::copies(std::string_view kind, std::string_view key) const {
  PARCOURS_TRY(auto statement, x_connection.cached(kCopies));
  statement.bind_all(kind, key);
  std::vector<RowCopy> copies;
  while (true) {
    PARCOURS_TRY(const bool found, statement.step());
    if (!found) return copies;
    RowCopy copy;
    copy.scope = statement.column_text(0);
    copy.seq = statement.column_int(1);
    copy.deleted = statement.column_int(2) != 0;
    copy.body = statement.column_text(3);
    copy.stored = true;
    copies.push_back(std::move(copy));
  }
}

Result<std::vector<journey::Row>> RowStore::scan(std::string_view kind, std::string_view prefix,
                                                 std::size_t limit, bool descending) const {
  const std::string after = after_prefix(prefix);
  const bool all = after.empty();
  const auto sql = descending ? (all ? kScanAllDown : kScanDown) : (all ? kScanAllUp : kScanUp);
  PARCOURS_TRY(auto statement, x_connection.cached(sql));
  if (all) {
    statement.bind_all(kind);
  } else {
    statement.bind_all(kind, prefix, after);
  }
  std::vector<journey::Row> rows;
  while (rows.size() < limit) {
    PARCOURS_TRY(const bool found, statement.step());
    if (!found) break;
    if (!rows.empty() && rows.back().key == statement.column_text(1)) continue;
    rows.push_back(read_row(statement, kind));
  }
  return rows;
}

Status RowStore::write(std::string_view kind, std::string_view key, const RowCopy& copy) {
  PARCOURS_TRY(auto statement, x_connection.cached(copy.stored ? kUpdate : kInsert));
  return statement.bind_all(kind, key, copy.scope, copy.seq, copy.deleted ? 1 : 0, copy.body).run();
}

}  // namespace parcours::hub
