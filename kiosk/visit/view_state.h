// SPDX-License-Identifier: Apache-2.0
// All that a screen may know: an immutable value made by the core thread, drawn by the ui thread.
// No database, no pointer, no word of a language (the ui has the words); names, numbers, times and
// keys of words only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/visit/shopper_view.h"
#include "kiosk/visit/staff_view.h"
#include "platform/base/money.h"
#include "sync/journey/entities.h"

namespace parcours::visit {

enum class Role { Shopper, Associate, Manager };
enum class Language { French, English };
enum class ThemeName { Light, Dark, Contrast };

/// One file in kiosk/ui/screens per value.
enum class Screen {
  Attract,
  Home,
  Search,
  Product,
  UnknownCode,
  Space,
  Basket,
  Collect,
  CallAssociate,  // shopper
  Unlock,
  AssociateHome,
  LookUp,
  Customer360,
  OrderDetail,
  Tasks,  // associate
  Pilot,
  CollectBoard,
  Exceptions,
  JourneyMap,
  Terminals,  // manager
  Pairing,
  ServiceMenu,
  Failure,  // system
};

/// How the terminal stands to the hub.
struct Link {
  enum class Mode { Hub, Relay, Alone };
  Mode mode = Mode::Alone;
  std::int64_t last_contact_ms = 0;   ///< 0: never
  std::int64_t oldest_unsent_ms = 0;  ///< 0: nothing waits
  std::int64_t unsent = 0;
  std::int64_t kept = 0;  ///< at the hub, and here until they are in a backup of it
  std::int64_t quarantined = 0;
  /// Key of a word: "", "captive_portal", "disk_full", "hub_errors"… What the hub thinks of this
  /// terminal stays until its next word: kNotEnrolled, kRevoked.
  std::string trouble;
};
inline constexpr std::string_view kNotEnrolled = "not_enrolled";
inline constexpr std::string_view kRevoked = "revoked";

/// The code by which the hub takes this terminal in.
struct EnrolView {
  bool asking = false;  ///< the hub is asked
  std::string refusal;  ///< key of a word: "", "typing", "code", "revoked", "unreachable"
};

struct Toast {
  std::string words;     ///< key of a word
  std::string argument;  ///< fills "{0}"
  bool danger = false;
  std::uint64_t number = 0;  ///< a new number shows it again
};

struct ViewState {
  std::uint64_t version = 0;  ///< grows with every change
  Role role = Role::Shopper;
  Screen screen = Screen::Attract;
  bool can_go_back = false;
  Language language = Language::French;
  ThemeName theme = ThemeName::Light;
  bool large_type = false;
  bool reduce_motion = false;
  std::int64_t now_ms = 0;  ///< wall time of this state
  std::string brand = "Maison Garonne";
  journey::Shop shop;
  ShopTerms terms;
  std::string staff_name;           ///< who is unlocked, "" for shoppers
  std::string customer_first_name;  ///< identified shopper, ""
  int basket_pieces = 0;
  Link link;
  bool still_there = false;     ///< the walk-away question is open
  int still_there_seconds = 0;  ///< left to answer
  std::optional<Toast> toast;
  bool camera_working = false;
  std::string camera_trouble;  ///< key of a word: "", "not_found", "damaged", "lost", "other"

  HomeView home;
  SearchView search;
  std::optional<ProductView> product;
  UnknownCodeView unknown;
  std::optional<SpaceView> space;
  BasketView basket;
  CollectView collect;
  UnlockView unlock;
  AssociateHomeView associate;
  LookUpView look_up;
  std::optional<Customer360View> customer;
  std::optional<OrderView> order;
  std::vector<TaskCard> tasks;
  std::optional<PilotView> pilot;
  CollectBoardView board;
  std::vector<ExceptionLine> exceptions;
  JourneyMapView map;
  TerminalsView terminals;
  FailureView failure;
  EnrolView enrol;
};

}  // namespace parcours::visit
