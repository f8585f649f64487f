// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/core.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <fstream>
#include <iterator>

#include "kiosk/app/device_key.h"
#include "platform/http_server/server.h"
#include "platform/sqlite/connection.h"
#include "sync/journal/exchange.h"
#include "sync/journey/entities.h"
#include "tests/support/folder.h"

namespace parcours::app {
namespace {

constexpr std::chrono::seconds kPatience{60};

/// A shop with more products than fit into the database's page cache.
void fill(const std::filesystem::path& folder) {
  const SystemClock clock;
  const auto journal = journal::Journal::open(folder, clock);
  ASSERT_TRUE(journal) << journal.error().text();
  journal::Page page{{"S1", {"catalogue"}, 1}, {}, {1, false, {}}};
  for (int i = 0; i < 12'000; ++i) {
    journey::Product product;
    product.id = "P" + std::to_string(10'000 + i);
    product.name = {"lampe " + std::to_string(i), "lamp " + std::to_string(i)};
    product.brand = std::string(300, 'x');
    page.rows.push_back({"catalogue", "product", product.id, 1, to_json(product)});
  }
  ASSERT_TRUE(journal::Exchange{**journal}.apply(page));
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// All but the first pages, which hold what SQLite reads first.
void damage(const std::filesystem::path& file) {
  constexpr std::size_t kKept = 8 * 4096;
  const auto size = std::filesystem::file_size(file);
  ASSERT_GT(size, 4U << 20U);
  std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
  out.seekp(kKept);
  out << std::string(size - kKept, '\x5a') << std::flush;
  ASSERT_TRUE(out.good());
}

class RunningCore : public testing::Test {
 protected:
  bool wait_for(const std::function<bool(const visit::ViewState&)>& wanted) {
    std::unique_lock lock(x_mutex);
    return x_news.wait_for(lock, kPatience, [&] {
      const auto state = x_core->state();
      return state && wanted(*state);
    });
  }
  void start(const std::string& hub = "http://127.0.0.1:9") {
    x_core = std::make_unique<Core>(CoreOptions{x_data, hub, "", {}}, [this] {
      { const std::lock_guard lock(x_mutex); }
      x_news.notify_all();
    });
  }

  Folder x_folder;
  std::filesystem::path x_data = x_folder.file("kiosk");
  std::mutex x_mutex;
  std::condition_variable x_news;
  std::unique_ptr<Core> x_core;
};

TEST_F(RunningCore, ThatMeetsDamageShowsTheOperatorScreenAndRecordsNothingMore) {
  fill(x_data);
  const auto file = x_data / "journal.db", log = x_data / "journal.db-wal";
  start();
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Attract; }));
  damage(file);
  for (const char* line : {"P10100", "P13000", "P16000", "P21000"}) x_core->push(ScannedLine{line});
  x_core->push(visit::Intent{visit::SearchWords{"lampe 77"}});
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Failure; }));
  EXPECT_EQ(x_core->state()->failure.code, "K-CORRUPT");
  EXPECT_NE(x_core->state()->failure.reason.find("start the terminal again"), std::string::npos);

  const auto before = bytes_of(file) + bytes_of(log);
  for (const char* line : {"2900000000017", "P10200"}) x_core->push(ScannedLine{line});
  x_core->push(visit::Intent{visit::SetLanguage{visit::Language::English}});
  ASSERT_TRUE(wait_for([](const auto& s) { return s.language == visit::Language::English; }));
  EXPECT_EQ(x_core->state()->screen, visit::Screen::Failure);
  EXPECT_TRUE(bytes_of(file) + bytes_of(log) == before) << "the damaged replica was written to";
  x_core.reset();

  start();
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Failure; }));
  const std::filesystem::path kept = x_core->state()->failure.file;
  EXPECT_NE(kept.filename().string().find("journal.db.damaged-"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(kept)) << "moved aside, not deleted";
}

TEST_F(RunningCore, ThatFindsItsReplicaEmptiedSaysSoAndKeepsTheFile) {
  const SystemClock clock;
  ASSERT_TRUE(journal::Journal::open(x_data, clock));
  std::filesystem::resize_file(x_data / "journal.db", 0);
  start();
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Failure; }));
  EXPECT_EQ(x_core->state()->failure.code, "K-CORRUPT");
  EXPECT_NE(x_core->state()->failure.reason.find("empty"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(x_core->state()->failure.file));
}

TEST_F(RunningCore, OfARevokedTerminalStartsOnTheOperatorScreenWithoutALinkToo) {
  const SystemClock clock;
  {
    const auto journal = journal::Journal::open(x_data, clock);
    ASSERT_TRUE(journal);
    ASSERT_TRUE((*journal)->set_setting(kRefusalSetting, visit::kRevoked));
  }
  start();
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Failure; }));
  EXPECT_EQ(x_core->state()->failure.code, visit::kRevokedCode);
}

/// A hub that knows nobody, until a code was shown to it.
class StrictHub {
 public:
  [[nodiscard]] std::string url() const { return "http://" + x_server.address(); }
  [[nodiscard]] std::string enrolment() const {
    const std::lock_guard lock(x_mutex);
    return x_enrolment;
  }

 private:
  void answer(const http_server::Request& request, const http_server::Responder& responder) {
    const std::lock_guard lock(x_mutex);
    if (request.path == protocol::kEnrolPath) {
      x_enrolment = request.body;
      return responder.respond({200, "application/json", {}, R"({"device":"d","shop":"S1"})"});
    }
    if (x_enrolment.empty()) {
      return responder.respond(http_server::error_response(401, "not_enrolled", "a code"));
    }
    const protocol::PullAnswer page{
        {"S1", {"catalogue"}, 1}, {{"catalogue", "family", "f", 1, "{}"}}, {1, false, {}}};
    responder.respond({200, "application/x-ndjson", {}, protocol::to_ndjson(page)});
  }

  mutable std::mutex x_mutex;
  std::string x_enrolment;
  http_server::Server x_server = *http_server::Server::start(
      {"127.0.0.1:0"}, [this](const auto& request, const auto& reply) { answer(request, reply); });
};

TEST_F(RunningCore, OfANewTerminalAsksForACodeAndGoesOnWhenTheHubTakesIt) {
  const StrictHub hub;
  start(hub.url());
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Pairing; }));
  EXPECT_EQ(x_core->state()->link.trouble, visit::kNotEnrolled);
  x_core->push(visit::Intent{visit::Enrol{"not a code"}});
  ASSERT_TRUE(wait_for([](const auto& s) { return s.enrol.refusal == "typing"; }));
  x_core->push(visit::Intent{visit::Enrol{to_text(protocol::EnrolCode{{7}})}});
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Attract; }));
  const auto asked = protocol::parse_enrol_request(hub.enrolment());
  ASSERT_TRUE(asked) << hub.enrolment();
  EXPECT_EQ(asked->code, protocol::EnrolCode{{7}});
  EXPECT_EQ(asked->key, device_key(x_data)->public_key);
  x_core.reset();
}

TEST_F(RunningCore, ThatCannotOpenItsReplicaHasSomethingNewToDraw) {
  const SystemClock clock;
  ASSERT_TRUE(journal::Journal::open(x_data, clock));
  ASSERT_TRUE(sqlite::Connection::open(x_data / "journal.db")->execute("PRAGMA user_version=9999"));
  start();
  ASSERT_TRUE(wait_for([](const auto& s) { return s.screen == visit::Screen::Failure; }));
  EXPECT_EQ(x_core->state()->failure.code, "K-NEWER");
  EXPECT_NE(x_core->state()->version, visit::ViewState{}.version) << "the window would not draw it";
}

}  // namespace
}  // namespace parcours::app
