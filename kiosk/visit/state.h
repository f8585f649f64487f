// SPDX-License-Identifier: Apache-2.0
// All that a visit remembers between two steps, as a value. Everything personal sits in two members
// that a wipe resets. Owned by Visit; no screen reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/visit/view_state.h"
#include "platform/base/clock.h"

namespace parcours::visit {

inline constexpr std::chrono::seconds kIdle{60};      ///< without a touch before the question
inline constexpr std::chrono::seconds kQuestion{20};  ///< to answer it
inline constexpr int kExtensionsMax = 10;
inline constexpr int kPinFailuresMax = 5;
inline constexpr std::size_t kPinDigits = 4;
inline constexpr std::chrono::seconds kPinLockFirst{
    30};  ///< doubles with every further failure, at most an hour

/// What the basket screen is about when it shows the ticket for the till.
inline constexpr std::string_view kTicket = "ticket";

/// A screen with what it is about, so that Back returns to the same product, customer or order.
struct Place {
  Screen screen = Screen::Attract;
  std::string about;
};

struct BasketEntry {
  std::string product;
  int quantity = 1;
};

/// What belongs to the shopper in front of the screen.
struct ShopperState {
  std::string customer;  ///< identified by a card, "" for a guest
  bool shown = false;    ///< amounts unmasked
  std::vector<BasketEntry> basket;
  std::string coupon;
  std::string coupon_refusal;
  std::string ticket;  ///< what the basket is called at the till, "" before it was asked for
  std::string search_words;
  std::string family;
  std::string pickup_typed;
  std::string announced_order;
  std::optional<SurveyCard> answered;  ///< the survey answered in this visit, to thank for it
  std::string pickup_refusal;
  std::set<std::string> suggested;  ///< products whose suggestion was recorded as shown
  std::set<std::string> accepted;
  std::set<std::string> refused;  ///< not offered again in this visit
};

/// What belongs to the member of staff who unlocked the terminal.
struct StaffState {
  std::string staff;
  std::string name;
  std::string customer;  ///< whose 360 view is open
  std::string look_up_words;
  std::string order_refusal;
};

struct UnlockState {
  std::string staff;  ///< of the badge shown, "" before
  std::string name;
  int digits = 0;
  bool checking = false;
  std::string refusal;
  std::int64_t locked_until_ms = 0;  ///< wall time, for display
  std::optional<MonoTime> locked_until;
};

struct State {
  Role role = Role::Shopper;
  Place place;
  std::vector<Place> back;
  Language default_language = Language::French;
  Language language = Language::French;
  ThemeName theme = ThemeName::Light;
  bool large_type = false;
  bool reduce_motion = false;
  ShopperState shopper;
  StaffState staff;
  UnlockState unlock;
  UnknownCodeView unknown;
  FailureView failure;
  Link link;
  EnrolView enrol;
  Screen first = Screen::Attract;  ///< where a terminal that was taken in begins
  std::optional<Toast> toast;
  std::optional<MonoTime> toast_until;
  std::uint64_t toasts = 0;
  std::uint64_t version = 1;
  std::optional<MonoTime> last_touch;
  std::optional<MonoTime> question_since;
  int extensions = 0;
};

}  // namespace parcours::visit
