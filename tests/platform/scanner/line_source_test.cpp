// SPDX-License-Identifier: Apache-2.0
#include "platform/scanner/line_source.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <optional>

#include "platform/scanner/descriptor.h"
#include "platform/scanner/magstripe.h"

namespace parcours::scanner {
namespace {

constexpr std::chrono::milliseconds kWait{2000};

/// A pseudo terminal: the scanner is its master end, the terminal line its other end.
class Pty {
 public:
  Pty() : x_master(::posix_openpt(O_RDWR | O_NOCTTY)) {
    EXPECT_EQ(::grantpt(x_master->number()), 0);
    EXPECT_EQ(::unlockpt(x_master->number()), 0);
  }
  [[nodiscard]] std::string device() const { return ::ptsname(x_master->number()); }
  void send(std::string_view bytes) {
    ASSERT_EQ(::write(x_master->number(), bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
  }
  void unplug() { x_master.reset(); }

 private:
  std::optional<Descriptor> x_master;
};

TEST(Serial, ReadsLinesWithEverythingInside) {
  Pty scanner;
  const auto source = open_serial({scanner.device(), 115200});
  ASSERT_TRUE(source) << source.error().text();
  scanner.send(
      "]C1010952012345678810AB\x1D"
      "2112\r");
  EXPECT_EQ(**(*source)->next(kWait),
            "]C1010952012345678810AB\x1D"
            "2112");
  scanner.send("A1\r\nB2\r\n");
  EXPECT_EQ(**(*source)->next(kWait), "A1");
  EXPECT_EQ(**(*source)->next(kWait), "B2");
  EXPECT_EQ(*(*source)->next(std::chrono::milliseconds{0}), std::nullopt);
}

TEST(Serial, PutsALineTogetherFromPieces) {
  Pty scanner;
  const auto source = open_serial({scanner.device()});
  ASSERT_TRUE(source);
  scanner.send("30176");
  EXPECT_EQ(*(*source)->next(kWait), std::nullopt);
  scanner.send("20422003\r");
  EXPECT_EQ(**(*source)->next(kWait), "3017620422003");
}

TEST(Serial, ForgetsBankCardsAndGoesOn) {
  Pty scanner;
  const auto source = open_serial({scanner.device()});
  ASSERT_TRUE(source);
  scanner.send("%B4111111111111111^DUBOIS/C^2912101?\r3017620422003\r");
  const auto refused = (*source)->next(kWait);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Denied);
  EXPECT_EQ(refused.error().text().find("4111"), std::string::npos);
  EXPECT_EQ(**(*source)->next(kWait), "3017620422003");
}

TEST(Serial, DropsNoiseUpToItsEnd) {
  Pty scanner;
  SerialOptions options{scanner.device()};
  options.length_max = 16;
  const auto source = open_serial(options);
  ASSERT_TRUE(source);
  scanner.send(std::string(100, 'x'));
  EXPECT_EQ(*(*source)->next(kWait), std::nullopt);
  scanner.send("tail\r3017620422003\r");
  EXPECT_EQ(**(*source)->next(kWait), "3017620422003");
}

TEST(Serial, SaysThatTheScannerWasUnplugged) {
  Pty scanner;
  const auto source = open_serial({scanner.device()});
  ASSERT_TRUE(source);
  scanner.unplug();
  const auto lost = (*source)->next(kWait);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, ErrorCode::Unavailable);
}

TEST(Serial, RefusesWhatIsNoSerialLine) {
  EXPECT_EQ(open_serial({"/dev/no-such-scanner"}).error().code, ErrorCode::NotFound);
  EXPECT_EQ(open_serial({"/dev/null"}).error().code, ErrorCode::Invalid);
  Pty scanner;
  EXPECT_EQ(open_serial({scanner.device(), 300}).error().where, "baud");
}

TEST(Evdev, RefusesWhatDoesNotType) {
  EXPECT_EQ(open_wedge("/dev/input/no-such-event").error().code, ErrorCode::NotFound);
  EXPECT_EQ(open_wedge("/dev/null").error().code, ErrorCode::Invalid);
}

TEST(Magstripe, TellsBankCardsFromOthers) {
  for (const char* line : {"%B4111111111111111^DUBOIS/C^29121010000?",
                           ";4111111111111111=29121010000?", "%B3782 822463 10005^DUBOIS/C^2912?",
                           "4111111111111111=2912", "%E?;5500005555555559=2912?"}) {
    EXPECT_EQ(classify_stripe(line), Stripe::Bank) << line;
  }
  for (const char* line :
       {"", "3017620422003", "4111111111111111", "https://a/01/09520123456788?3103=000195",
        "]C10109520123456788", "K1:ABC="}) {
    EXPECT_EQ(classify_stripe(line), Stripe::None) << line;
  }
  EXPECT_EQ(classify_stripe("%2900000000018?"), Stripe::Private);
  EXPECT_EQ(stripe_number("%2900000000018^X?"), "2900000000018");
  EXPECT_EQ(stripe_number(";4111111111111111=2912?"), "");
}

}  // namespace
}  // namespace parcours::scanner
