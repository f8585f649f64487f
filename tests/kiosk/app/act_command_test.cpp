// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/act_command.h"

#include <gtest/gtest.h>

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "kiosk/app/desk.h"
#include "kiosk/app/query_command.h"
#include "sync/journal/exchange.h"
#include "tests/support/demo_rows.h"
#include "tests/support/folder.h"

namespace parcours::app {
namespace {

/// A stopped terminal of the small shop, and what its commands say.
class Commands : public testing::Test {
 protected:
  void SetUp() override {
    const auto journal = journal::Journal::open(x_data, x_clock);
    ASSERT_TRUE(journal) << journal.error().text();
    journal::Page page{{"S1", {"catalogue", "shop:S1", "customers:S1"}, 1}, {}, {1, false, {}}};
    for (const auto& row : test::demo_rows().all())
      page.rows.push_back({row.scope, row.kind, row.key, 1, row.body});
    ASSERT_TRUE(journal::Exchange{**journal}.apply(page));
  }

  int act(const std::vector<std::string>& words) { return run(run_act, words); }
  int query(const std::vector<std::string>& words) { return run(run_query, words); }
  [[nodiscard]] bool said(const std::string& words) const {
    return (out + errors).find(words) != std::string::npos;
  }
  [[nodiscard]] std::int64_t recorded() const {
    return (*journal::Journal::open_to_read(x_data, x_clock))->outbox_state()->pending;
  }

  std::string out;
  std::string errors;
  const SystemClock x_clock;
  const Folder x_folder;
  const std::filesystem::path x_data = x_folder.file("kiosk");

 private:
  int run(int (*command)(std::span<const std::string_view>),
          const std::vector<std::string>& words) {
    const std::string data = "--data=" + x_data.string();
    std::vector<std::string_view> all{data};
    all.insert(all.end(), words.begin(), words.end());
    std::ostringstream said, complained;
    auto* const stdout_before = std::cout.rdbuf(said.rdbuf());
    auto* const stderr_before = std::cerr.rdbuf(complained.rdbuf());
    const int code = command(all);
    std::cout.rdbuf(stdout_before);
    std::cerr.rdbuf(stderr_before);
    out = said.str();
    errors = complained.str();
    return code;
  }
};

TEST_F(Commands, RefuseAShopperWhatStaffTakeAndSayTheWayOut) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"spend", "C00001", "5"},
                                                {"redeem", "C00001", "TV10"},
                                                {"checkout", "C00001", "P0002"}}) {
    auto as_shopper = words;
    as_shopper.insert(as_shopper.begin(), {"--role", "shopper"});
    EXPECT_EQ(act(as_shopper), 1);
    EXPECT_TRUE(said(R"("refusal":"not_allowed")")) << out;
    EXPECT_TRUE(said("--staff")) << errors;
  }
  EXPECT_EQ(recorded(), 0);
  EXPECT_EQ(act({"spend", "C00001", "5"}), 0) << errors;
  EXPECT_EQ(recorded(), 1);
}

TEST_F(Commands, RefuseTextThatIsNotUtf8AndNameTheField) {
  EXPECT_EQ(act({"note", "C00001", "aime", "le bois \xff"}), 2);
  EXPECT_TRUE(said("TEXT...")) << errors;
  EXPECT_TRUE(said("UTF-8")) << errors;
  EXPECT_EQ(act({"note", "C\xe9line", "aime le bois"}), 2);
  EXPECT_TRUE(said("CUSTOMER")) << errors;
  EXPECT_EQ(act({"accept", "\xc3"}), 2);
  EXPECT_EQ(recorded(), 0);
  EXPECT_EQ(act({"note", "C00001", "préfère l’été"}), 0) << errors;
}

TEST_F(Commands, CallAboutAProductThatIsKnownOrAboutNone) {
  EXPECT_EQ(act({"call", "NOPE"}), 1);
  EXPECT_TRUE(said("unknown_product")) << out;
  EXPECT_TRUE(said("call` alone")) << errors;
  EXPECT_EQ(recorded(), 0);
  EXPECT_EQ(act({"call", "P0001"}), 0) << errors;
  EXPECT_EQ(act({"call"}), 0) << errors;
  EXPECT_EQ(recorded(), 2);
}

TEST_F(Commands, AnswerAQuestionWhileATerminalRunsOnTheFolder) {
  const auto terminal = Desk::open(x_data, x_clock);
  ASSERT_TRUE(terminal);
  ASSERT_TRUE((*terminal)->journal().commit(
      {{"note.added", "customer:C00001", R"({"text":"aime le bois"})"}}));
  EXPECT_EQ(query({"customer", "C00001"}), 0) << errors;
  EXPECT_TRUE(said("aime le bois")) << out;
  EXPECT_EQ(query({"status"}), 0) << errors;
  EXPECT_TRUE(said(R"("unsent":1)")) << out;
  EXPECT_EQ(act({"note", "C00001", "un second terminal"}), 1) << "two must not record";
  EXPECT_TRUE(said("close it")) << errors;
  EXPECT_EQ((*terminal)->journal().outbox_state()->pending, 1);
}

TEST_F(Commands, MoveADamagedReplicaAsideWhenAsked) {
  std::filesystem::resize_file(x_data / "journal.db", 0);
  EXPECT_EQ(query({"status"}), 1);
  EXPECT_TRUE(said("empty, although this terminal has recorded")) << errors;
  EXPECT_TRUE(said("journal.db.damaged-")) << errors;
  EXPECT_FALSE(std::filesystem::exists(x_data / "journal.db"));
}

TEST_F(Commands, SellNothingToACustomerThatTheTerminalDoesNotKnow) {
  for (const std::string who : {"NOBODY", "2999999999999", "email:none@example.org"}) {
    EXPECT_EQ(act({"checkout", who, "P0002"}), 1);
    EXPECT_TRUE(said(R"("refusal":"unknown_customer")")) << out;
  }
  EXPECT_EQ(recorded(), 0);
  EXPECT_EQ(act({"checkout", "-", "P0002"}), 0) << errors;
}

}  // namespace
}  // namespace parcours::app
