// SPDX-License-Identifier: Apache-2.0
// A terminal begins from a ready file of the hub: the real hub and the real terminal over a real
// socket, through a wire that cuts, damages and remembers.
#include <functional>

#include "kiosk/app/hub_link.h"
#include "kiosk/app/sync_command.h"
#include "platform/http_client/curl_transport.h"
#include "sync/journal/store.h"
#include "tests/sync/hub/running_hub.h"

namespace parcours::test {
namespace {

namespace fs = std::filesystem;
using http_client::Request;
using http_client::Response;

constexpr std::int64_t kPiece = 2'000;

/// Curl, and what a test does to the n-th answer to a piece.
class Wire final : public http_client::HttpTransport {
 public:
  using Meddle = std::function<Result<Response>(int piece, Result<Response>)>;

  [[nodiscard]] Result<Response> send(const Request& request) override {
    asked.push_back(request.url.substr(request.url.find("/v1/")));
    if (old_hub && asked.back().starts_with("/v1/snapshots/"))
      return Response{404, {}, "application/json", "{}"};
    auto response = x_curl->send(request);
    if (!is_piece(asked.back())) return response;
    ++pieces;
    return meddle ? meddle(pieces, std::move(response)) : std::move(response);
  }
  void cancel() override {}
  static bool is_piece(const std::string& target) {
    return target.starts_with("/v1/snapshots/") && !target.starts_with("/v1/snapshots/?");
  }

  Meddle meddle;
  bool old_hub = false;
  int pieces = 0;
  std::vector<std::string> asked;

 private:
  std::unique_ptr<http_client::CurlTransport> x_curl =
      std::move(*http_client::CurlTransport::create());
};

class Terminal {
 public:
  explicit Terminal(hub::RunningHub& hub) : x_hub(hub) { start(); }

  void start() {
    journal.reset();
    auto opened = journal::Journal::open(folder(), clock, ++x_starts);
    ASSERT_TRUE(opened) << opened.error().text();
    journal = std::move(*opened);
  }
  /// One `sync --once`.
  Status sync() {
    const auto address = x_hub.address();
    auto link = app::HubLink::create(*journal, "http://" + address, 5);
    EXPECT_TRUE(link);
    link->fetch_snapshots(folder(), kPiece);
    const Status done = app::exchange_once(*link, wire, clock);
    rows = link->traffic().rows;
    return done;
  }
  void note(const std::string& text) {
    EXPECT_TRUE(journal->commit({{"note.added", "customer:C1000", R"({"text":")" + text + "\"}"}}));
  }
  [[nodiscard]] journal::Standing standing() { return *journal::Exchange{*journal}.standing(); }
  [[nodiscard]] fs::path folder() const { return x_folder.file("kiosk"); }
  [[nodiscard]] int leftovers() const {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(folder()))
      if (entry.path().filename().string().starts_with("journal.snapshot.")) ++count;
    return count;
  }
  /// Every row as a person sees it.
  [[nodiscard]] std::string view() {
    std::string out;
    for (const char* kind : {"shop", "product", "customer", "identity", "note"}) {
      const auto found = journal->scan(kind, "", 100'000).value();
      for (const auto& row : found)
        out += row.scope + " " + row.kind + " " + row.key + " " + row.body + "\n";
    }
    return out;
  }

  ManualClock clock{from_ms(1'800'000'000'000)};
  Wire wire;
  std::unique_ptr<journal::Journal> journal;
  std::int64_t rows = 0;

 private:
  hub::RunningHub& x_hub;
  Folder x_folder;
  std::uint64_t x_starts = 0;
};

class Shop : public hub::RunningHub {
 public:
  Shop() : RunningHub(options()) {
    put("shop", "S1", R"({"id":"S1","name":"Toulouse"})");
    start();
    grow(0, 200);
  }
  static hub::ServerOptions options() {
    hub::ServerOptions options;
    options.snapshot_rows_min = 20;
    return options;
  }
  void grow(int from, int count) {
    std::string batch = "[";
    for (int i = from; i < from + count; ++i) {
      const std::string n = std::to_string(1000 + i);
      batch += (batch.size() > 1 ? "," : "") +
               hub::customer_json("c" + n, "C" + n, "290000000" + n, "S1");
    }
    EXPECT_EQ(post("/v1/events", hub::kBatch, batch + "]").status, 200);
  }
};

/// The same rows as a terminal that streams them.
void expect_as_streamed(Terminal& terminal, Shop& shop) {
  Terminal streamed{shop};
  streamed.wire.old_hub = true;
  ASSERT_TRUE(streamed.sync());
  ASSERT_TRUE(terminal.sync());
  EXPECT_EQ(streamed.wire.pieces, 0);
  EXPECT_EQ(terminal.view(), streamed.view());
  EXPECT_EQ(terminal.standing().cursor, streamed.standing().cursor);
  EXPECT_EQ(terminal.leftovers(), 0);
}

TEST(Snapshot, BringsANewTerminalToWhereAStreamWould) {
  Shop shop;
  Terminal terminal{shop};
  terminal.note("avant les lignes");
  const Status done = terminal.sync();
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_GT(terminal.wire.pieces, 1) << "in pieces";
  EXPECT_GT(terminal.rows, 200);
  EXPECT_EQ(terminal.standing().lanes[0].durable_seq, 1);
  EXPECT_FALSE(terminal.standing().rebuilding);
  EXPECT_FALSE(terminal.standing().device_cursor);
  for (const auto& target : terminal.wire.asked)
    EXPECT_TRUE(!target.starts_with("/v1/pull") || target.find("cursor=0&") == std::string::npos ||
                target.find("scopes=device") != std::string::npos)
        << target << " streams";
  expect_as_streamed(terminal, shop);
  EXPECT_NE(terminal.view().find("avant les lignes"), std::string::npos);
  shop.grow(200, 3);
  const int before = terminal.wire.pieces;
  ASSERT_TRUE(terminal.sync());
  EXPECT_EQ(terminal.wire.pieces, before) << "then only what is new";
  expect_as_streamed(terminal, shop);
}

TEST(Snapshot, GoesOnWhereItWasCutAlsoAfterARestart) {
  Shop shop;
  Terminal terminal{shop};
  terminal.wire.meddle = [](int piece, Result<Response> answer) -> Result<Response> {
    if (piece == 3) return fail(ErrorCode::Unavailable, "cut", "wire");
    return answer;
  };
  EXPECT_FALSE(terminal.sync());
  EXPECT_EQ(terminal.leftovers(), 1);
  EXPECT_EQ(terminal.standing().cursor, 0);
  terminal.note("pendant le téléchargement");
  terminal.start();
  terminal.wire.asked.clear();
  terminal.wire.meddle = [](int, Result<Response> answer) -> Result<Response> {
    EXPECT_EQ(answer->header("content-range").find("bytes 0-"), std::string_view::npos) << "again";
    return answer;
  };
  const Status done = terminal.sync();
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_GT(terminal.wire.pieces, 3);
  terminal.wire.meddle = nullptr;
  expect_as_streamed(terminal, shop);
}

TEST(Snapshot, ThatIsDamagedOnItsWayIsFetchedAgainThenStreamed) {
  Shop shop;
  int damage = 1;  // of how many downloads
  const auto spoil = [&damage](int, Result<Response> answer) -> Result<Response> {
    if (answer && damage > 0 && answer->header("content-range").starts_with("bytes 0-")) {
      --damage;
      answer->body[answer->body.size() / 2] ^= 1;
    }
    return answer;
  };
  Terminal terminal{shop};
  terminal.wire.meddle = spoil;
  ASSERT_TRUE(terminal.sync());
  EXPECT_EQ(damage, 0);
  expect_as_streamed(terminal, shop);

  damage = 1000;
  Terminal unlucky{shop};
  unlucky.wire.meddle = spoil;
  ASSERT_TRUE(unlucky.sync()) << "it streams in the end";
  EXPECT_LT(damage, 1000);
  EXPECT_GT(damage, 990);
  expect_as_streamed(unlucky, shop);
}

TEST(Snapshot, OfAHistoryThatIsGoneIsLeftForWhatTheHubHasNow) {
  Shop shop;
  shop.stop();
  fs::copy_file(shop.directory() / "hub.db", shop.directory() / "backup");
  shop.start();
  shop.grow(200, 50);
  Terminal terminal{shop};
  const auto go_back = [&] {
    shop.stop();
    fs::copy_file(shop.directory() / "backup", shop.directory() / "hub.db",
                  fs::copy_options::overwrite_existing);
    fs::remove(shop.directory() / "hub.db-wal");
    shop.start();
  };
  terminal.wire.meddle = [](int piece, Result<Response> answer) -> Result<Response> {
    if (piece == 3) return fail(ErrorCode::Unavailable, "cut", "wire");
    return answer;
  };
  EXPECT_FALSE(terminal.sync());
  go_back();
  ASSERT_TRUE(terminal.sync());
  expect_as_streamed(terminal, shop);
  EXPECT_EQ(terminal.view().find("C1249"), std::string::npos) << "of the history that is gone";
  // And once all is there: 410, another file, nothing recorded is lost.
  shop.grow(300, 40);
  ASSERT_TRUE(terminal.sync());
  terminal.note("du bon côté");
  go_back();
  const int before = terminal.wire.pieces;
  ASSERT_TRUE(terminal.sync());
  EXPECT_GT(terminal.wire.pieces, before);
  EXPECT_EQ(terminal.journal->outbox_state()->pending, 0);
  expect_as_streamed(terminal, shop);
  EXPECT_NE(terminal.view().find("du bon côté"), std::string::npos);
}

TEST(Snapshot, WithoutRoomOrFromAHubOfBeforeIsDoneWithout) {
  Shop shop;
  Terminal full{shop};
  full.wire.meddle = [](int, const Result<Response>&) -> Result<Response> {
    return fail(ErrorCode::Full, "no space left", "disk");
  };
  ASSERT_TRUE(full.sync());
  EXPECT_EQ(full.wire.pieces, 1) << "not tried again";
  expect_as_streamed(full, shop);

  Terminal proxied{shop};  // ranges are not for every proxy
  proxied.wire.meddle = [&](int, const Result<Response>&) -> Result<Response> {
    auto curl = http_client::CurlTransport::create();
    Request whole;
    whole.url = "http://" + shop.address() + proxied.wire.asked.back();
    return (*curl)->send(whole);
  };
  ASSERT_TRUE(proxied.sync());
  EXPECT_EQ(proxied.wire.pieces, 1);
  expect_as_streamed(proxied, shop);
}

TEST(Snapshot, LeavesItsRowsOfTheDeviceToBeAskedForAfterACrash) {
  Shop shop;
  Terminal terminal{shop};
  int after = 0;
  terminal.wire.meddle = [&](int, Result<Response> answer) -> Result<Response> {
    after = static_cast<int>(terminal.wire.asked.size());
    return answer;
  };
  ASSERT_TRUE(terminal.sync());
  const auto& first = terminal.wire.asked.at(static_cast<std::size_t>(after));
  EXPECT_NE(first.find("scopes=device"), std::string::npos) << first;

  // As if the power went between the install and that page.
  auto& file = *terminal.journal->impl().file;
  ASSERT_TRUE(file.put_meta("device_cursor", "0"));
  terminal.start();
  EXPECT_EQ(terminal.standing().device_cursor, 0);
  terminal.wire.asked.clear();
  ASSERT_TRUE(terminal.sync());
  EXPECT_NE(terminal.wire.asked.at(0).find("scopes=device"), std::string::npos);
  EXPECT_FALSE(terminal.standing().device_cursor);
  expect_as_streamed(terminal, shop);
}

}  // namespace
}  // namespace parcours::test
