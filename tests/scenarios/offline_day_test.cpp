// SPDX-License-Identifier: Apache-2.0
// Days of a shop with a bad network: nothing lost, nothing twice, whatever the order of failures.
#include <algorithm>

#include "platform/base/random.h"
#include "tests/support/fleet.h"

namespace parcours::test {
namespace {

const std::string kCard = "2900000000017";

std::int64_t times(const std::vector<std::string>& list, const std::string& text) {
  return std::count(list.begin(), list.end(), text);
}

TEST(OfflineDay, EverythingWorksAloneAndArrivesOnce) {
  Fleet f{2};
  const int stock = f.kiosk(0).on_hand("P0001");
  const std::int64_t taken = f.hub().taken();
  f.kiosk(0).offline();
  EXPECT_EQ(f.kiosk(0).scan(kCard), visit::Screen::Space);
  EXPECT_EQ(f.kiosk(0).note("C00001", "cherche un pied"), "");
  EXPECT_EQ(f.kiosk(0).move("48177", "arrive"), "");
  EXPECT_EQ(f.kiosk(0).move("48177", "hand_over"), "");
  EXPECT_EQ(f.kiosk(0).sell("C00001", "P0001"), "");
  EXPECT_EQ(f.kiosk(0).order_state("48177"), "handed_over");
  const std::int64_t recorded = f.kiosk(0).unsent();
  EXPECT_GE(recorded, 5);
  f.settle();
  EXPECT_EQ(f.kiosk(1).order_state("48177"), "ready");
  const int alone = f.kiosk(0).on_hand("P0001");
  EXPECT_LT(alone, stock);
  f.kiosk(0).online();
  f.settle();
  EXPECT_EQ(f.kiosk(0).unsent(), 0);
  EXPECT_EQ(f.hub().taken() - taken, recorded);
  EXPECT_EQ(f.kiosk(1).order_state("48177"), "handed_over");
  EXPECT_EQ(f.kiosk(1).notes("C00001"), std::vector<std::string>{"cherche un pied"});
  EXPECT_EQ(f.kiosk(0).on_hand("P0001"), alone);
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

TEST(OfflineDay, AHandOverIsRefusedASecondTimeOnTheSameTerminal) {
  Fleet f{1};
  f.kiosk(0).offline();
  EXPECT_EQ(f.kiosk(0).move("48177", "hand_over"), "");
  EXPECT_EQ(f.kiosk(0).move("48177", "hand_over"), "already_handed_over");
  f.kiosk(0).restart();
  EXPECT_EQ(f.kiosk(0).move("48177", "hand_over"), "already_handed_over");
}

TEST(LostAnswers, TheHubTookItAndTakesItOnce) {
  Fleet f{2};
  const int stock = f.kiosk(0).on_hand("P0001");
  f.kiosk(0).wire.lose_answers = 7;
  EXPECT_EQ(f.kiosk(0).sell("C00001", "P0001"), "");
  EXPECT_EQ(f.kiosk(0).note("C00001", "réponse perdue"), "");
  const int sold = f.kiosk(0).on_hand("P0001");
  f.settle();
  EXPECT_EQ(f.kiosk(0).wire.lose_answers, 0);
  EXPECT_EQ(f.kiosk(0).unsent(), 0);
  EXPECT_EQ(f.kiosk(1).on_hand("P0001"), sold);
  EXPECT_EQ(stock - sold, 1);
  EXPECT_EQ(f.kiosk(1).notes("C00001").size(), 1U);
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

TEST(LostAnswers, AndAPowerCutBeforeTheyAreSentAgain) {
  Fleet f{1};
  f.kiosk(0).wire.lose_answers = 3;
  EXPECT_EQ(f.kiosk(0).note("C00001", "avant la coupure"), "");
  f.step();
  f.kiosk(0).restart();
  EXPECT_EQ(f.kiosk(0).unsent(), 1);
  f.settle();
  EXPECT_EQ(f.kiosk(0).unsent(), 0);
  EXPECT_EQ(f.hub().rows("note", "C00001/").size(), 1U);
  EXPECT_EQ(f.kiosk(0).notes("C00001").size(), 1U);
}

TEST(DuplicateDeliveries, ChangeNothingTheSecondTime) {
  Fleet f{2};
  const int stock = f.kiosk(0).on_hand("P0001");
  const std::int64_t taken = f.hub().taken();
  for (int i = 0; i < 5; ++i) {
    f.kiosk(0).wire.deliver_twice = 3;
    EXPECT_EQ(f.kiosk(0).note("C00001", "n" + std::to_string(i)), "");
    f.step();
  }
  f.kiosk(0).wire.deliver_twice = 3;
  EXPECT_EQ(f.kiosk(0).sell("", "P0001"), "");
  f.settle();
  EXPECT_EQ(f.hub().taken() - taken, 6);
  EXPECT_EQ(f.kiosk(1).notes("C00001").size(), 5U);
  EXPECT_EQ(f.kiosk(1).on_hand("P0001"), stock - 1);
}

TEST(HubRestarts, TerminalsGoOnAloneAndComeBackByThemselves) {
  Fleet f{2};
  f.hub().stop();
  EXPECT_EQ(f.kiosk(0).note("C00001", "pendant l'arrêt"), "");
  for (int i = 0; i < 20; ++i) f.step();
  EXPECT_EQ(f.kiosk(0).trouble, engine::Trouble::Unreachable);
  EXPECT_EQ(f.kiosk(0).unsent(), 1);
  EXPECT_EQ(f.kiosk(1).scan(kCard), visit::Screen::Space);
  f.hub().start();
  f.settle();
  EXPECT_EQ(f.kiosk(1).notes("C00001").size(), 1U);
  EXPECT_EQ(f.kiosk(0).unsent(), 0);
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

TEST(FalseAnswers, ChangeNothingAndPass) {
  Fleet f{2};
  const std::string before = f.kiosk(0).view();
  EXPECT_EQ(f.kiosk(1).note("C00001", "des autres"), "");
  EXPECT_EQ(f.kiosk(0).note("C00003", "de nous"), "");
  const std::string own = f.kiosk(0).view();
  EXPECT_NE(own, before);
  for (int* fault : {&f.kiosk(0).wire.portal_answers, &f.kiosk(0).wire.error_answers,
                     &f.kiosk(0).wire.cut_answers}) {
    f.kiosk(0).online();
    *fault = 3;
    f.kiosk(0).step();
    EXPECT_NE(f.kiosk(0).trouble, engine::Trouble::None);
    EXPECT_EQ(f.kiosk(0).view(), own);
    *fault = 0;
  }
  f.settle();
  EXPECT_EQ(f.kiosk(0).notes("C00001").size(), 1U);
  EXPECT_EQ(f.kiosk(1).notes("C00003").size(), 1U);
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

TEST(RolledBackDisk, BringsBackNothingTwiceAndLosesNothingThatSurvives) {
  Fleet f{2};
  f.kiosk(0).offline();
  EXPECT_EQ(f.kiosk(0).note("C00001", "gardée"), "");
  f.kiosk(0).stop();
  const auto file = f.kiosk(0).folder() / "journal.db";
  const auto image = f.kiosk(0).folder() / "image";
  std::filesystem::copy_file(file, image);
  f.kiosk(0).start();
  EXPECT_EQ(f.kiosk(0).sell("", "P0001", 2), "");
  f.kiosk(0).online();
  f.settle();
  const int sold = f.kiosk(1).on_hand("P0001");
  f.kiosk(0).stop();
  std::filesystem::rename(image, file);
  f.kiosk(0).start();
  f.settle();
  EXPECT_EQ(f.kiosk(0).on_hand("P0001"), sold) << "the hub had the sale already";
  EXPECT_EQ(f.kiosk(0).notes("C00001"), std::vector<std::string>{"gardée"});
  EXPECT_EQ(f.hub().rows("note", "C00001/").size(), 1U);
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

TEST(LostHub, BeginsAnewAndTerminalsDownloadAllAgainWithoutLosingTheirOutbox) {
  Fleet f{2};
  EXPECT_EQ(f.kiosk(0).note("C00001", "perdue avec le hub"), "");
  f.settle();
  f.kiosk(0).offline();
  EXPECT_EQ(f.kiosk(0).note("C00001", "encore dans la borne"), "");
  f.hub().lose_database(FleetHub::From::Nothing);
  f.hub().put(demo_rows());
  f.settle();
  EXPECT_TRUE(f.kiosk(1).notes("C00001").empty());
  f.kiosk(0).online();
  f.settle();
  EXPECT_EQ(f.kiosk(0).unsent(), 0);
  EXPECT_EQ(f.kiosk(0).notes("C00001"), std::vector<std::string>{"encore dans la borne"});
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

TEST(LostHub, RestoredFromABackupTakesWhatIsStillInTheOutboxes) {
  Fleet f{2};
  EXPECT_EQ(f.kiosk(0).note("C00001", "dans la sauvegarde"), "");
  f.settle();
  f.hub().back_up();
  EXPECT_EQ(f.kiosk(1).note("C00003", "après la sauvegarde"), "");
  EXPECT_EQ(f.kiosk(0).note("C00003", "après elle aussi"), "");
  f.settle();
  f.kiosk(0).offline();
  EXPECT_EQ(f.kiosk(0).note("C00001", "hors ligne"), "");
  f.hub().lose_database(FleetHub::From::Backup);
  f.kiosk(0).online();
  f.settle();
  EXPECT_EQ(f.kiosk(0).unsent(), 0);
  EXPECT_EQ(f.hub().rows("note", "C00001/").size(), 2U);
  EXPECT_EQ(f.hub().rows("note", "C00003/").size(), 2U) << "acknowledged, and lost with the hub";
  EXPECT_EQ(f.kiosk(1).notes("C00001").size(), 2U);
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

TEST(LostHub, IsAfterItsBackupAndEverybodysOutboxTheHubThatItWas) {
  Fleet f{3};
  f.hub().back_up();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(f.kiosk(i).sell("C00001", "P0001"), "");
    EXPECT_EQ(f.kiosk(i).note("C00003", "note " + std::to_string(i)), "");
    f.kiosk(i).scan(kCard);
  }
  EXPECT_EQ(f.kiosk(1).move("48177", "hand_over"), "");
  f.settle();
  const std::string before = f.kiosk(2).view();
  const std::int64_t taken = f.hub().taken();
  EXPECT_EQ(f.kiosk(0).unsent(), 0);
  EXPECT_GT(f.kiosk(0).kept(), 0);
  f.kiosk(0).restart();
  f.hub().lose_database(FleetHub::From::Backup);
  f.settle();
  EXPECT_EQ(f.hub().taken(), taken) << "each of them, and each once";
  EXPECT_EQ(f.hub().rows("note", "C00003/").size(), 3U);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(f.kiosk(i).view(), before) << "terminal " << i;
}

TEST(LostHub, TerminalsForgetWhatABackupHoldsAndKeepWhatNoneDoes) {
  Fleet f{1};
  EXPECT_EQ(f.kiosk(0).note("C00001", "avant toute sauvegarde"), "");
  f.settle();
  EXPECT_EQ(f.kiosk(0).kept(), 0);
  f.hub().back_up();
  EXPECT_EQ(f.kiosk(0).note("C00001", "gardée"), "");
  f.settle();
  EXPECT_EQ(f.kiosk(0).kept(), 1);
  f.hub().back_up();
  f.restart_hub();
  f.settle();
  EXPECT_EQ(f.kiosk(0).kept(), 0);
  EXPECT_EQ(f.kiosk(0).note("C00001", "d'une autre sauvegarde"), "");
  f.settle();
  f.hub().lose_database(FleetHub::From::Backup);
  f.settle();
  EXPECT_EQ(f.hub().rows("note", "C00001/").size(), 3U);
}

TEST(LostHub, BackFromABackupAndGrownPastATerminalsCursorIsFoundOut) {
  Fleet f{2};
  f.hub().back_up();
  EXPECT_EQ(f.kiosk(0).note("C00001", "in no backup"), "");
  f.settle();
  f.kiosk(0).offline();
  f.hub().lose_database(FleetHub::From::Backup);
  for (const char* text : {"un", "deux", "trois"}) {
    EXPECT_EQ(f.kiosk(1).note("C00003", text), "");
    f.settle();
  }
  f.kiosk(0).online();
  f.settle();
  EXPECT_EQ(f.kiosk(0).notes("C00003").size(), 3U);
  EXPECT_EQ(f.kiosk(1).notes("C00001").size(), 1U);
  EXPECT_EQ(f.kiosk(0).view(), f.kiosk(1).view());
}

/// A day drawn from a seed: actions and failures in any order.
class DrawnDay {
 public:
  explicit DrawnDay(std::uint64_t seed) : x_random(seed) {}

  void run(Fleet& f, int turns) {
    for (int i = 0; i < turns; ++i) {
      Kiosk& kiosk = f.kiosk(static_cast<int>(x_random.below(3)));
      work(kiosk, i);
      fault(f, kiosk);
      if (x_random.chance(0.6)) f.step();
    }
    if (!f.hub().running()) f.hub().start();
    for (int i = 0; i < 3; ++i) {
      f.kiosk(i).wire.lose_answers = f.kiosk(i).wire.cut_answers = 0;
      f.kiosk(i).online();
    }
    f.settle();
  }
  [[nodiscard]] const std::vector<std::string>& told() const { return x_told; }
  [[nodiscard]] int sold() const { return x_sold; }

 private:
  void work(Kiosk& kiosk, int number) {
    const std::string text = "note " + std::to_string(number);
    switch (x_random.below(4)) {
      case 0:
        kiosk.scan(kCard);
        break;
      case 1:
        if (kiosk.sell("C00003", "P0002").empty()) ++x_sold;
        break;
      default:
        if (kiosk.note("C00001", text).empty()) x_told.push_back(text);
    }
  }
  void fault(Fleet& f, Kiosk& kiosk) {
    switch (x_random.below(12)) {
      case 0:
        kiosk.offline();
        break;
      case 1:
        kiosk.online();
        break;
      case 2:
        kiosk.wire.lose_answers = 2;
        break;
      case 3:
        kiosk.wire.deliver_twice = 2;
        break;
      case 4:
        kiosk.wire.cut_answers = 1;
        break;
      case 5:
        kiosk.wire.portal_answers = 1;
        break;
      case 6:
        kiosk.restart();
        break;
      case 7:
        f.hub().running() ? f.hub().stop() : f.hub().start();
        break;
      default:
        break;
    }
  }

  Random x_random;
  std::vector<std::string> x_told;
  int x_sold = 0;
};

TEST(DrawnDays, LoseNothingAndDoNothingTwice) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Fleet f{3};
    const int stock = f.kiosk(0).on_hand("P0002");
    DrawnDay day{seed};
    day.run(f, 60);
    ASSERT_FALSE(day.told().empty());
    const auto notes = f.kiosk(0).notes("C00001");
    EXPECT_EQ(notes.size(), day.told().size());
    for (const std::string& text : day.told()) EXPECT_EQ(times(notes, text), 1) << text;
    EXPECT_EQ(f.kiosk(0).on_hand("P0002"), stock - day.sold());
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(f.kiosk(i).unsent(), 0);
      EXPECT_EQ(f.kiosk(i).view(), f.kiosk(0).view()) << "terminal " << i;
    }
  }
}

}  // namespace
}  // namespace parcours::test
