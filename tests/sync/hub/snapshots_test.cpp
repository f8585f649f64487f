// SPDX-License-Identifier: Apache-2.0
// GET /v1/snapshots/ of a real hub over a real socket: what is listed, what the bytes are, ranges,
// and when a new one is made.
#include <fstream>
#include <future>

#include "platform/crypto/compress.h"
#include "platform/crypto/hash.h"
#include "sync/journal/sqlite_file.h"
#include "sync/protocol/snapshot.h"
#include "tests/sync/hub/running_hub.h"

namespace parcours::hub {
namespace {

constexpr std::int64_t kRowsMin = 20;

class SnapshotHub : public RunningHub {
 public:
  explicit SnapshotHub(EnrolPolicy enrol = EnrolPolicy::Open) : RunningHub(options(enrol)) {
    put("shop", "S1", R"({"id":"S1","name":"Toulouse"})");
    put("shop", "S2", R"({"id":"S2","name":"Auch"})");
    put("product", "P0001", R"({"id":"P0001","name":{"fr":"Casque","en":"Headset"}})");
    start();
  }
  static ServerOptions options(EnrolPolicy enrol) {
    ServerOptions options;
    options.snapshot_rows_min = kRowsMin;
    options.enrol = enrol;
    return options;
  }

  void grow(int from, int count, const std::string& shop = "S1") {
    for (int i = from; i < from + count; ++i) {
      const std::string n = std::to_string(1000 + i);
      EXPECT_EQ(send(customer_json("c" + n, "C" + n, "290000000" + n, shop)).status, 200);
    }
  }
  std::vector<protocol::Snapshot> list(const std::string& query = "device=d-1") const {
    const auto answer = get("/v1/snapshots/?" + query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return protocol::parse_snapshots(answer.body).value_or(std::vector<protocol::Snapshot>{});
  }
  http_server::Answer bytes(const protocol::Snapshot& snapshot, const std::string& headers = {},
                            const std::string& method = "GET") const {
    return peer().ask(method + " " + protocol::snapshot_target(snapshot, "d-1") +
                      " HTTP/1.1\r\nHost: hub\r\n" + headers + "\r\n");
  }
  int made() const {
    const auto text = get("/metrics").body;
    const auto at = text.find("\nparcours_hub_snapshots_made_total ");
    return at == std::string::npos ? -1 : std::atoi(text.c_str() + at + 35);
  }
};

bool has(const http_server::Answer& answer, const std::string& line) {
  return answer.head.find(line + "\r\n") != std::string::npos;
}

TEST(SnapshotsOfAHub, AreNotMadeForFewRows) {
  SnapshotHub hub;
  EXPECT_TRUE(hub.list().empty());
  EXPECT_EQ(hub.made(), 0);
  EXPECT_EQ(hub.get("/v1/snapshots/").status, 400) << "no device";
  EXPECT_EQ(hub.get("/v1/snapshots/?device=d-1&shop=S9").status, 404);
  EXPECT_EQ(hub.get("/v1/snapshots/" + std::string(64, 'a') + "?device=d-1").status, 404);
  EXPECT_EQ(hub.get("/v1/snapshots/../hub.db?device=d-1").status, 404);
}

TEST(SnapshotsOfAHub, HoldTheRowsOfTheShopAsAReplica) {
  SnapshotHub hub;
  hub.grow(0, 30);
  hub.grow(100, 3, "S2");
  const auto listed = hub.list();
  ASSERT_EQ(listed.size(), 1U);
  const auto& snapshot = listed[0];
  const auto page = hub.pull("device=d-1&cursor=0");
  ASSERT_TRUE(page);
  EXPECT_EQ(snapshot.upto, page->end.upto);
  EXPECT_EQ(snapshot.epoch, page->head.epoch);
  EXPECT_EQ(snapshot.rows, static_cast<std::int64_t>(page->rows.size()));
  EXPECT_EQ(snapshot.scopes, (std::vector<std::string>{"catalogue", "customers:S1", "shop:S1"}));

  const auto all = hub.bytes(snapshot);
  EXPECT_EQ(all.status, 200);
  EXPECT_TRUE(has(all, "Accept-Ranges: bytes") && has(all, "ETag: \"" + snapshot.name + '"'));
  ASSERT_EQ(crypto::blake2b_256(all.body).hex(), snapshot.name);
  const auto file = crypto::decompress(all.body, std::size_t{64} << 20);
  ASSERT_TRUE(file);
  EXPECT_EQ(static_cast<std::int64_t>(file->size()), snapshot.unpacked_bytes);
  const Folder folder;
  std::ofstream(folder.file("journal.db"), std::ios::binary) << *file;
  const auto replica = journal::SqliteFile::open(folder.file("journal.db"));
  ASSERT_TRUE(replica) << replica.error().text();
  for (const auto& row : page->rows) {
    const auto found = (*replica)->find(row.kind, row.key);
    ASSERT_TRUE(found && *found) << row.kind << ' ' << row.key;
    EXPECT_EQ((*found)->body, *row.body);
    EXPECT_EQ((*found)->seq, row.seq);
    EXPECT_EQ((*found)->scope, row.scope);
  }
  EXPECT_EQ((*replica)->search("product", "casq", 5)->size(), 1U);
  EXPECT_FALSE((*replica)->find("customer", "C1100")->has_value()) << "of another shop";
}

TEST(SnapshotsOfAHub, GiveRangesOfWhatNeverChanges) {
  SnapshotHub hub;
  hub.grow(0, 30);
  const auto snapshot = hub.list().at(0);
  const std::string all = hub.bytes(snapshot).body;
  const auto size = std::to_string(all.size());
  const auto piece = hub.bytes(snapshot, "Range: bytes=10-19\r\n");
  EXPECT_EQ(piece.status, 206);
  EXPECT_EQ(piece.body, all.substr(10, 10));
  EXPECT_TRUE(has(piece, "Content-Range: bytes 10-19/" + size)) << piece.head;
  EXPECT_EQ(hub.bytes(snapshot, "Range: bytes=-7\r\n").body, all.substr(all.size() - 7));
  EXPECT_EQ(hub.bytes(snapshot, "Range: bytes=50-\r\nIf-Range: \"" + snapshot.name + "\"\r\n").body,
            all.substr(50));
  EXPECT_EQ(hub.bytes(snapshot, "Range: bytes=50-\r\nIf-Range: \"other\"\r\n").status, 200);
  const auto beyond = hub.bytes(snapshot, "Range: bytes=" + size + "-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_TRUE(has(beyond, "Content-Range: bytes */" + size)) << beyond.head;
  EXPECT_EQ(hub.bytes(snapshot, "If-None-Match: \"" + snapshot.name + "\"\r\n").status, 304);
}

TEST(SnapshotsOfAHub, AreGivenToTerminalsOfTheirShopOnly) {
  SnapshotHub hub;
  hub.grow(0, 30);
  hub.grow(100, 30, "S2");
  const auto first = hub.list("device=d-1&shop=S1").at(0);
  auto second = hub.list("device=d-2&shop=S2").at(0);
  EXPECT_NE(first.name, second.name);
  EXPECT_EQ(hub.bytes(second).status, 200);
  second.shop = "S1";
  EXPECT_EQ(hub.bytes(second).status, 403);
  EXPECT_EQ(hub.made(), 2);
}

TEST(SnapshotsOfAHub, AreForTerminalsThatTheHubKnowsWhenItWantsAKey) {
  SnapshotHub hub{EnrolPolicy::Code};
  hub.grow(0, 30);
  const auto refused = hub.get("/v1/snapshots/?device=d-1&shop=S1");
  EXPECT_EQ(refused.status, 401) << refused.body;
  EXPECT_NE(refused.body.find("not_enrolled"), std::string::npos);
  EXPECT_EQ(hub.get("/v1/snapshots/" + std::string(64, 'a') + "?device=d-1&shop=S1").status, 401);
  EXPECT_EQ(hub.made(), 0) << "nor is one made for them";
}

TEST(SnapshotsOfAHub, AreMadeOnceAndKeptOverARestart) {
  SnapshotHub hub;
  hub.grow(0, 30);
  const auto first = hub.list().at(0);
  EXPECT_EQ(hub.list().at(0).name, first.name);
  hub.grow(30, 1);
  EXPECT_EQ(hub.list().at(0).name, first.name) << "a few commits later it is as good";
  EXPECT_EQ(hub.made(), 1);
  hub.stop();
  hub.start();
  EXPECT_EQ(hub.list().at(0).name, first.name);
  EXPECT_EQ(hub.made(), 0);
  EXPECT_EQ(hub.bytes(first).status, 200);
  // Its cursor is one of this hub still.
  const auto page = hub.pull("device=d-1&cursor=" + std::to_string(first.upto) +
                             "&epoch=" + std::to_string(first.epoch));
  ASSERT_TRUE(page);
  EXPECT_GT(page->rows.size(), 0U);
}

TEST(SnapshotsOfAHub, AreNoLongerGivenWhenTheDatabaseWentBack) {
  SnapshotHub hub;
  hub.grow(0, 30);
  hub.stop();
  std::filesystem::copy_file(hub.directory() / "hub.db", hub.directory() / "backup");
  hub.start();
  hub.grow(30, 5);
  const auto lost = hub.list().at(0);
  hub.stop();
  std::filesystem::rename(hub.directory() / "backup", hub.directory() / "hub.db");
  std::filesystem::remove(hub.directory() / "hub.db-wal");
  hub.start();
  EXPECT_EQ(hub.bytes(lost).status, 404);
  const auto now = hub.list().at(0);
  EXPECT_LT(now.upto, lost.upto);
  // A cursor that cannot be served is told what there is to begin from.
  const auto gone = hub.get("/v1/pull?device=d-1&cursor=" + std::to_string(lost.upto) +
                            "&epoch=" + std::to_string(lost.epoch));
  EXPECT_EQ(gone.status, 410);
  const auto named = protocol::parse_snapshots(gone.body);
  ASSERT_TRUE(named) << gone.body;
  ASSERT_EQ(named->size(), 1U);
  EXPECT_EQ(named->front().name, now.name);
}

TEST(SnapshotsOfAHub, AreGivenToNobodyWhenTheyHoldACustomerErasedSince) {
  SnapshotHub hub;
  hub.grow(0, 30);
  const auto before = hub.list().at(0);
  EXPECT_EQ(hub.send(event_json("e1", "customer.erased", "customer:C1003", "{}")).status, 200);
  EXPECT_EQ(hub.bytes(before).status, 404);
  const auto after = hub.list();
  ASSERT_EQ(after.size(), 1U);
  EXPECT_NE(after[0].name, before.name);
  EXPECT_FALSE(std::filesystem::exists(hub.directory() / "snapshots" / (before.name + ".zst")));
  EXPECT_TRUE(std::filesystem::exists(hub.directory() / "snapshots" / (after[0].name + ".zst")));
}

TEST(SnapshotsOfAHub, StayAwayWhenTheyCannotBeMade) {
  SnapshotHub hub;
  std::ofstream(hub.directory() / "snapshots") << "a file where the folder should be";
  hub.grow(0, 30);
  EXPECT_TRUE(hub.list().empty()) << "the rows can be streamed";
  EXPECT_EQ(hub.made(), 0);
  EXPECT_EQ(hub.pull("device=d-1&cursor=0")->end.more, false);
}

Result<protocol::Snapshot> made_by_hand(Snapshots& snapshots, const std::string& shop) {
  std::promise<Result<Snapshots::List>> promise;
  snapshots.list(shop, [&](const Result<Snapshots::List>& found) { promise.set_value(found); });
  auto found = promise.get_future().get();
  if (!found) return fail(found.error());
  if (found->empty()) return fail(ErrorCode::NotFound, "none", shop);
  return found->front();
}

TEST(SnapshotsOfAHub, AreMadeAnewWhenTooManyCommitsCameAndTheLastButOneStays) {
  SnapshotHub hub;
  hub.grow(0, 30);
  ReaderPool readers{hub.directory() / kDatabaseFile};
  const Folder folder;
  Snapshots snapshots{readers, {folder.file("made"), kRowsMin, 3}};
  std::vector<protocol::Snapshot> made;
  for (int round = 0; round < 3; ++round) {
    const auto one = made_by_hand(snapshots, "S1");
    ASSERT_TRUE(one) << one.error().text();
    made.push_back(*one);
    hub.grow(100 + round * 10, 5);
  }
  EXPECT_EQ(snapshots.made(), 3);
  auto reader = readers.lend();
  ASSERT_TRUE(reader);
  EXPECT_EQ(snapshots.ready(**reader, "S1")->size(), 2U);
  EXPECT_FALSE(snapshots.find(**reader, made[0].name));
  EXPECT_TRUE(snapshots.find(**reader, made[1].name)) << "half way through it a terminal goes on";
  EXPECT_TRUE(snapshots.read(made[1], {0, 9}));
  EXPECT_FALSE(snapshots.read(made[0], {0, 9}));
  snapshots.stop();
  EXPECT_TRUE(made_by_hand(snapshots, "S1")) << "what there is, though none is made any more";
}

}  // namespace
}  // namespace parcours::hub
