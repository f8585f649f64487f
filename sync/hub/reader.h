// SPDX-License-Identifier: Apache-2.0
// What terminals and operators read from the hub: pages of the feed, a visiting customer, figures.
// Each has its own connection and one thread at a time; ReaderPool lends them. Every answer is of
// one snapshot of the database. It writes nothing and knows no wire format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/connection.h"
#include "sync/hub/door/enrolment_store.h"
#include "sync/hub/feed_source.h"
#include "sync/hub/hub_store.h"
#include "sync/hub/row_store.h"

namespace parcours::hub {

/// One terminal as `devices` shows it.
struct DeviceState {
  std::string id;
  std::string shop;
  std::int64_t first_ms = 0;
  std::int64_t last_ms = 0;
  std::int64_t cursor = 0;
  std::int64_t epoch = 0;                   ///< its newest incarnation; 0 before it tells one
  std::vector<LaneMark> marks;              ///< of that incarnation
  std::optional<Enrolment> enrolment = {};  ///< none: no key of it is known
};

/// What /metrics counts in the database.
struct Totals {
  std::int64_t rows = 0;
  std::int64_t events = 0;
  std::int64_t waiting = 0;
  std::int64_t conflicts = 0;
  std::int64_t quarantined = 0;
  std::int64_t devices = 0;
};

class Reader final : public FeedSource {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const std::filesystem::path& file);

  /// Everything between these two is one snapshot.
  [[nodiscard]] Status begin();
  [[nodiscard]] Status end();
  [[nodiscard]] bool in_snapshot() const { return x_connection.in_transaction(); }

  [[nodiscard]] Result<FeedState> state() override;
  [[nodiscard]] Result<std::optional<std::int64_t>> reached(std::int64_t epoch) override;
  [[nodiscard]] Result<std::unique_ptr<ScopeFeed>> scope(std::string_view scope,
                                                         std::int64_t cursor) override;
  [[nodiscard]] Result<std::vector<LaneMark>> marks(std::string_view device,
                                                    std::int64_t epoch) override;
  [[nodiscard]] Result<std::string> shop_of(std::string_view device) override;
  [[nodiscard]] Result<bool> knows_shop(std::string_view shop) override;
  /// The key and the shop of a terminal; empty when the hub has no key of it.
  [[nodiscard]] Result<std::optional<Enrolment>> enrolment(std::string_view device) {
    return EnrolmentStore{x_connection}.find(device);
  }
  /// The rows of one scope that are there now, by kind and key.
  [[nodiscard]] Result<std::unique_ptr<ScopeFeed>> in_order(std::string_view scope);
  /// How many rows and tombstones the scopes have, counting no further than `enough`.
  [[nodiscard]] Result<std::int64_t> count_up_to(const std::vector<std::string>& scopes,
                                                 std::int64_t enough);
  /// Whether a customer of `scope` was erased or moved away after the commit `seq`.
  [[nodiscard]] Result<bool> lost_customer_since(std::string_view scope, std::int64_t seq);
  /// Whether it was heard ever.
  [[nodiscard]] Result<bool> knows_device(std::string_view device);
  /// The rows of the customer behind `subject` ("card:29…"), with their own scopes; empty when
  /// nobody is known by it.
  [[nodiscard]] Result<std::vector<journey::Row>> visiting(std::string_view subject);

  [[nodiscard]] Result<std::vector<DeviceState>> devices();
  [[nodiscard]] Result<Totals> totals();
  [[nodiscard]] Result<BackupState> backup();
  [[nodiscard]] const RowStore& rows() const { return x_rows; }

 private:
  explicit Reader(sqlite::Connection connection)
      : x_connection(std::move(connection)), x_rows(x_connection) {}
  sqlite::Connection x_connection;
  RowStore x_rows;
};

/// Lends readers to threads; makes one more when all are out.
class ReaderPool {
 public:
  explicit ReaderPool(std::filesystem::path file) : x_file(std::move(file)) {}

  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Reader> reader)
        : x_pool(&pool), x_reader(std::move(reader)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Reader* operator->() const { return x_reader.get(); }
    Reader& operator*() const { return *x_reader; }

   private:
    ReaderPool* x_pool;
    std::unique_ptr<Reader> x_reader;
  };

  [[nodiscard]] Result<Lease> lend();

 private:
  std::filesystem::path x_file;
  std::mutex x_mutex;
  std::vector<std::unique_ptr<Reader>> x_free;
};

}  // namespace parcours::hub
