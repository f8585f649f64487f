// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/reader.h"

#include <algorithm>
#include <limits>

#include "sync/hub/database.h"
#include "sync/hub/mark_store.h"
#include "sync/journey/fold.h"

namespace parcours::hub {

namespace {

/// A history ends where the next one begins; the last of them is where the head is.
constexpr std::string_view kFeed =
    "SELECT kind,key,seq,deleted,body FROM row WHERE scope=?1 AND seq>?2 ORDER BY seq";
constexpr std::string_view kInOrder =
    "SELECT kind,key,seq,deleted,body FROM row WHERE scope=?1 AND seq>?2 AND deleted=0 "
    "ORDER BY kind,key";
constexpr std::string_view kCountUpTo =
    "SELECT count(*) FROM (SELECT 1 FROM row WHERE scope=?1 LIMIT ?2)";
constexpr std::string_view kLostCustomer =
    "SELECT 1 FROM row WHERE scope=?1 AND seq>?2 AND kind=?3 AND deleted=1 LIMIT 1";
/// One scope, read row by row.
class ScopeRows final : public ScopeFeed {
 public:
  ScopeRows(std::string scope, sqlite::Statement statement)
      : x_scope(std::move(scope)), x_statement(std::move(statement)) {}

  [[nodiscard]] bool at_row() const override { return x_at_row; }
  [[nodiscard]] std::int64_t seq() const override { return x_statement.column_int(2); }
  [[nodiscard]] protocol::RowFrame row() const override {
    protocol::RowFrame row;
    row.scope = x_scope;
    row.kind = x_statement.column_text(0);
    row.key = x_statement.column_text(1);
    row.seq = seq();
    if (x_statement.column_int(3) == 0) row.body = std::string{x_statement.column_text(4)};
    return row;
  }
  [[nodiscard]] Status advance() override {
    PARCOURS_TRY(x_at_row, x_statement.step());
    return {};
  }
  void begin(std::int64_t cursor) { x_statement.bind_all(x_scope, cursor); }

 private:
  std::string x_scope;
  sqlite::Statement x_statement;
  bool x_at_row = false;
};

}  // namespace

Result<std::unique_ptr<Reader>> Reader::open(const std::filesystem::path& file) {
  PARCOURS_TRY(auto connection, open_reader(file));
  return std::unique_ptr<Reader>(new Reader(std::move(connection)));
}

Status Reader::begin() {
  return x_connection.execute("BEGIN");
}
Status Reader::end() {
  return x_connection.execute("COMMIT");
}

Result<FeedState> Reader::state() {
  FeedState state;
  PARCOURS_TRY(auto statement, x_connection.cached("SELECT name,value FROM meta"));
  while (true) {
    PARCOURS_TRY(const bool found, statement.step());
    if (!found) return state;
    const auto name = statement.column_text(0);
    const auto value = statement.column_int(1);
    if (name == "head") state.head = value;
    if (name == "floor") state.floor = value;
    if (name == "epoch") state.epoch = value;
  }
}

Result<std::optional<std::int64_t>> Reader::reached(std::int64_t epoch) {
  return history_reached(x_connection, epoch);
}

Result<BackupState> Reader::backup() {
  return MarkStore{x_connection}.backup_state();
}

Result<std::unique_ptr<ScopeFeed>> Reader::scope(std::string_view scope, std::int64_t cursor) {
  PARCOURS_TRY(auto statement, x_connection.prepare(kFeed));
  auto rows = std::make_unique<ScopeRows>(std::string{scope}, std::move(statement));
  rows->begin(cursor);
  PARCOURS_CHECK(rows->advance());
  return std::unique_ptr<ScopeFeed>{std::move(rows)};
}

Result<std::unique_ptr<ScopeFeed>> Reader::in_order(std::string_view scope) {
  PARCOURS_TRY(auto statement, x_connection.prepare(kInOrder));
  auto rows = std::make_unique<ScopeRows>(std::string{scope}, std::move(statement));
  rows->begin(0);
  PARCOURS_CHECK(rows->advance());
  return std::unique_ptr<ScopeFeed>{std::move(rows)};
}

Result<std::int64_t> Reader::count_up_to(const std::vector<std::string>& scopes,
                                         std::int64_t enough) {
  std::int64_t count = 0;
  for (const auto& scope : scopes) {
    if (count >= enough) break;
    PARCOURS_TRY(const auto more, x_connection.number(kCountUpTo, scope, enough - count));
    count += more;
  }
  return count;
}

Result<bool> Reader::lost_customer_since(std::string_view scope, std::int64_t seq) {
  PARCOURS_TRY(auto statement, x_connection.cached(kLostCustomer));
  return statement.bind_all(scope, seq, journey::kind::kCustomer).step();
}

Result<std::vector<LaneMark>> Reader::marks(std::string_view device, std::int64_t epoch) {
  PARCOURS_TRY(
      auto statement,
      x_connection.cached(
          "SELECT lane,seq,chain FROM device_mark WHERE device=?1 AND epoch=?2 ORDER BY lane"));
  statement.bind_all(device, epoch);
  std::vector<LaneMark> marks;
  while (true) {
    PARCOURS_TRY(const bool found, statement.step());
    if (!found) return marks;
    PARCOURS_TRY(const auto chain, crypto::Digest::from_hex(statement.column_text(2)));
    marks.push_back({std::string{statement.column_text(0)}, statement.column_int(1), chain});
  }
}

Result<std::string> Reader::shop_of(std::string_view device) {
  {
    PARCOURS_TRY(auto statement, x_connection.cached("SELECT shop FROM device WHERE id=?1"));
    PARCOURS_TRY(const bool found, statement.bind_all(device).step());
    if (found && !statement.column_text(0).empty()) return std::string{statement.column_text(0)};
  }
  PARCOURS_TRY(const auto shops, x_rows.scan(journey::kind::kShop, "", 1, false));
  return shops.empty() ? std::string{} : shops.front().key;
}

Result<bool> Reader::knows_device(std::string_view device) {
  PARCOURS_TRY(auto statement, x_connection.cached("SELECT 1 FROM device WHERE id=?1"));
  return statement.bind_all(device).step();
}

Result<bool> Reader::knows_shop(std::string_view shop) {
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kShop, shop));
  return row.has_value();
}

Result<std::vector<journey::Row>> Reader::visiting(std::string_view subject) {
  journey::Event asked;
  asked.subject = subject;
  asked.data = "{}";
  PARCOURS_TRY(const auto id, journey::resolve_customer(asked, x_rows));
  std::vector<journey::Row> rows;
  if (id.empty()) return rows;
  const auto add = [&](std::string_view kind, std::string_view key) -> Status {
    PARCOURS_TRY(auto row, x_rows.find(kind, key));
    if (row) rows.push_back(std::move(*row));
    return {};
  };
  PARCOURS_CHECK(add(journey::kind::kCustomer, id));
  PARCOURS_CHECK(add(journey::kind::kIdentity, subject));
  constexpr auto kAll = std::numeric_limits<std::size_t>::max();
  using namespace journey::kind;
  for (const auto kind : {kTimeline, kPoints, kCoupon, kNote, kCustomerOrder}) {
    PARCOURS_TRY(auto hanging, x_rows.scan(kind, id + "/", kAll, false));
    for (auto& row : hanging) {
      const std::string last = row.key.substr(row.key.rfind('/') + 1);
      rows.push_back(std::move(row));
      if (kind != kCustomerOrder) continue;
      PARCOURS_CHECK(add(kOrder, last));
    }
  }
  return rows;
}

Result<std::vector<DeviceState>> Reader::devices() {
  PARCOURS_TRY(auto statement,
               x_connection.cached("SELECT id,shop,first_ms,last_ms,cursor,max(epoch,"
                                   "coalesce((SELECT max(m.epoch) FROM device_mark m WHERE "
                                   "m.device=id),0)) "
                                   "FROM device ORDER BY id"));
  std::vector<DeviceState> devices;
  while (true) {
    PARCOURS_TRY(const bool found, statement.step());
    if (!found) return devices;
    DeviceState device;
    device.id = statement.column_text(0);
    device.shop = statement.column_text(1);
    device.first_ms = statement.column_int(2);
    device.last_ms = statement.column_int(3);
    device.cursor = statement.column_int(4);
    device.epoch = statement.column_int(5);
    PARCOURS_TRY(device.marks, marks(device.id, device.epoch));
    PARCOURS_TRY(device.enrolment, enrolment(device.id));
    devices.push_back(std::move(device));
  }
}

Result<Totals> Reader::totals() {
  Totals totals;
  // Tables that only grow are counted by their last number: a scrape must not read them whole.
  PARCOURS_TRY(totals.rows, x_connection.number("SELECT coalesce(max(number),0) FROM row"));
  PARCOURS_TRY(totals.events, x_connection.number("SELECT coalesce(max(number),0) FROM event"));
  PARCOURS_TRY(totals.waiting,
               x_connection.number("SELECT count(*) FROM event WHERE waiting IS NOT NULL"));
  PARCOURS_TRY(totals.conflicts, x_connection.number("SELECT count(*) FROM conflict"));
  PARCOURS_TRY(totals.quarantined, x_connection.number("SELECT count(*) FROM quarantine"));
  PARCOURS_TRY(totals.devices, x_connection.number("SELECT count(*) FROM device"));
  return totals;
}

Result<ReaderPool::Lease> ReaderPool::lend() {
  std::unique_ptr<Reader> reader;
  {
    const std::lock_guard lock(x_mutex);
    if (!x_free.empty()) {
      reader = std::move(x_free.back());
      x_free.pop_back();
    }
  }
  if (!reader) {
    PARCOURS_TRY(reader, Reader::open(x_file));
  }
  return Lease{*this, std::move(reader)};
}

ReaderPool::Lease::~Lease() {
  if (!x_reader) return;
  // A failed answer may have left its snapshot open, and that would hold the write-ahead log back.
  if (x_reader->in_snapshot() && !x_reader->end()) return;
  const std::lock_guard lock(x_pool->x_mutex);
  x_pool->x_free.push_back(std::move(x_reader));
}

}  // namespace parcours::hub
