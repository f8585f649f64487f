// SPDX-License-Identifier: Apache-2.0
// The real hub on a real database, asked by function call: routes, writer, feed and readers as in
// parcours-hub, no socket. Can be stopped and started like the program. Test thread.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "platform/base/clock.h"
#include "platform/http_server/server.h"
#include "sync/hub/backup.h"
#include "sync/hub/hub_db.h"
#include "sync/hub/routes/routes.h"
#include "tests/support/map_rows.h"

namespace parcours::test {

class FleetHub {
 public:
  FleetHub(std::filesystem::path folder, const Clock& clock)
      : x_folder(std::move(folder)), x_clock(clock) {
    start();
  }

  void start() {
    auto db = hub::HubDb::open(x_folder, x_clock);
    ASSERT_TRUE(db) << db.error().text();
    x_running = std::make_unique<Running>(std::move(*db));
  }
  void stop() { x_running.reset(); }
  /// What `parcours-hub backup` does, beside the running hub; the hub takes note at once.
  void back_up() {
    std::filesystem::remove(x_folder / "backup");
    const auto kept = hub::read_backup_record(x_folder);
    ASSERT_TRUE(kept);
    if (!*kept) note({});
    const auto made = hub::make_backup(x_folder, x_folder / "backup", x_clock);
    ASSERT_TRUE(made) << made.error().text();
    note(made->record);
  }
  /// The database is gone; `Backup`: the last backup takes its place.
  enum class From { Nothing, Backup };
  void lose_database(From from) {
    stop();
    for (const char* file : {"hub.db", "hub.db-wal", "hub.db-shm"}) {
      std::filesystem::remove(x_folder / file);
    }
    if (from == From::Backup) {
      std::filesystem::copy_file(x_folder / "backup", x_folder / "hub.db");
    }
    start();
  }
  [[nodiscard]] bool running() const { return x_running != nullptr; }

  /// Rows that no event stands for, as an import writes them. Only while the hub runs.
  void put(const MapRows& rows) {
    write([&rows](hub::HubDb& db) -> Status {
      for (const journey::Row& row : rows.all()) {
        PARCOURS_CHECK(db.put({row.scope, row.kind, row.key, row.body}));
      }
      return {};
    });
  }

  enum class Ruling { Revoked, Restored };
  /// As `parcours-hub devices` beside the running hub.
  void rule(const std::string& device, Ruling ruling) {
    const auto done = hub::change_rulings(x_folder, [&](hub::Rulings& rulings) {
      rulings.revoked.erase(device);
      if (ruling == Ruling::Revoked) rulings.revoked.insert(device);
    });
    ASSERT_TRUE(done) << done.error().text();
  }

  /// One request, answered. Empty: the hub does not run.
  [[nodiscard]] std::optional<http_server::Response> ask(http_server::Request request) {
    if (!x_running) return std::nullopt;
    std::promise<http_server::Response> answer;
    const http_server::Responder responder{
        [&answer](http_server::Response response) { answer.set_value(std::move(response)); }};
    hub::Parts& parts = x_running->parts;
    if (request.path == "/v1/push") {
      hub::post_push(parts, request, responder);
    } else if (request.path == "/v1/events") {
      hub::post_events(parts, request, responder);
    } else {
      hub::get_pull(parts, request, responder);
    }
    return answer.get_future().get();
  }

  /// Rows as the hub holds them now.
  [[nodiscard]] std::vector<journey::Row> rows(std::string_view kind, std::string_view prefix) {
    auto reader = x_running->readers.lend();
    EXPECT_TRUE(reader);
    auto found = (*reader)->rows().scan(kind, prefix, 1000, false);
    EXPECT_TRUE(found);
    return found.value_or(std::vector<journey::Row>{});
  }
  [[nodiscard]] std::int64_t taken() const {
    return x_running->counters.outcome(hub::Outcome::Taken);
  }
  [[nodiscard]] std::int64_t duplicates() const {
    return x_running->counters.outcome(hub::Outcome::Duplicate);
  }

 private:
  void write(std::function<Status(hub::HubDb&)> run) {
    std::promise<Status> written;
    hub::Work work;
    work.run = std::move(run);
    work.done = [&written](const Status& status) { written.set_value(status); };
    ASSERT_TRUE(x_running->writer.submit(std::move(work)));
    const Status status = written.get_future().get();
    ASSERT_TRUE(status) << status.error().text();
  }
  void note(const hub::BackupRecord& record) {
    write([&record](hub::HubDb& db) { return hub::note_backup(db.intake().store(), record); });
  }

  struct Running {
    explicit Running(std::unique_ptr<hub::HubDb> hub)
        : db(std::move(hub)),
          readers(db->file()),
          writer(*db, 4096, [this](const hub::Commit& commit) { feed.committed(commit); }),
          devices(writer, db->clock()),
          door(db->file().parent_path(), hub::EnrolPolicy::Open),
          parts{db->clock(), writer, readers, feed, counters, devices, door} {}
    ~Running() {
      feed.stop();
      writer.stop();
    }
    std::unique_ptr<hub::HubDb> db;
    hub::ReaderPool readers;
    hub::Counters counters;
    hub::Feed feed;
    hub::Writer writer;
    hub::DeviceLog devices;
    hub::Door door;
    hub::Parts parts;
  };

  std::filesystem::path x_folder;
  const Clock& x_clock;
  std::unique_ptr<Running> x_running;
};

}  // namespace parcours::test
