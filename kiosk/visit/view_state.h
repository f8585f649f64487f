// SPDX-License-Identifier: Apache-2.0
// All that a screen may know: an immutable value made by the core thread, drawn by the ui thread. No database, no
// pointer, no word of a language (the ui has the words); names, numbers, times and keys of words only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/money.h"
#include "sync/journey/entities.h"

namespace parcours::visit {

enum class Role { Shopper, Associate, Manager };
enum class Language { French, English };
enum class ThemeName { Light, Dark, Contrast };

/// One file in kiosk/ui/screens per value.
enum class Screen {
  Attract, Home, Search, Product, UnknownCode, Space, Basket, Collect, CallAssociate,      // shopper
  Unlock, AssociateHome, LookUp, Customer360, OrderDetail, Tasks,                          // associate
  Pilot, CollectBoard, Exceptions, JourneyMap, Terminals,                                  // manager
  Pairing, ServiceMenu, Failure,                                                           // system
};

/// How the terminal stands to the hub.
struct Link {
  enum class Mode { Hub, Relay, Alone };
  Mode mode = Mode::Alone;
  std::int64_t last_contact_ms = 0;      ///< 0: never
  std::int64_t oldest_unsent_ms = 0;     ///< 0: nothing waits
  std::int64_t unsent = 0;
  std::int64_t quarantined = 0;
  std::string trouble;                   ///< key of a word: "", "captive_portal", "disk_full", "hub_errors"
};

struct StockLine {
  std::string shop;
  std::string shop_name;
  bool here = false;
  int available = 0;
  double distance_km = 0;                ///< 0 for here
  std::int64_t counted_ms = 0;
  std::string source;
};

/// A product on a card or in a list.
struct ProductCard {
  std::string id;
  journey::Text2 name;
  std::string brand;
  Money price;
  Money was;
  std::string picture;
  int available_here = 0;
};

struct SuggestionCard {
  ProductCard product;
  std::string reason;                    ///< key: "fits", "bought_together", "family", "popular", "buy_again"
  int customers = 0;                     ///< support for "bought_together", 0 when too few to show
  std::string about;                     ///< product id that the reason names, may be empty
};

struct FamilyChip {
  std::string id;
  journey::Text2 name;
  std::string icon;
};

struct HomeView {
  std::vector<FamilyChip> families;
  std::string family;                    ///< chosen, "" = all
  std::vector<ProductCard> products;
  int products_total = 0;
};

struct SearchView {
  std::string words;
  std::vector<ProductCard> results;
};

struct ProductView {
  journey::Product product;
  journey::Text2 family_name;
  std::vector<StockLine> stock;          ///< here first, then by distance
  std::vector<SuggestionCard> goes_with; ///< at most 3
  int in_basket = 0;
};

struct UnknownCodeView {
  std::string reason;                    ///< key: "unknown_code", "bad_check_digit", "wrong_type", "no_picture", "unreadable", "card_unknown", "expired"…
  std::string text;                      ///< what was read, cut to 40 characters; never for cards
};

struct OrderCard {
  std::string id;
  std::string customer_name;             ///< short form
  std::string state;
  int pieces = 0;
  std::string bin;
  std::int64_t promised_ms = 0;
  std::int64_t arrived_ms = 0;
  std::int64_t placed_ms = 0;
  Money total;
  bool late = false;
};

struct CouponCard {
  journey::Coupon coupon;
  bool usable_here = true;
  std::string refusal;                   ///< key of a word when not usable: "expired", "wrong_channel", "redeemed", "bad_signature"
};

struct TimelineLine {
  journey::TimelineEntry entry;
  journey::Text2 product_name;           ///< empty when the entry names none
};

/// The shopper's own space. Amounts are masked until `shown`.
struct SpaceView {
  std::string customer;
  std::string first_name;
  std::string tier;
  int points = 0;
  int points_to_next_tier = 0;           ///< purchases still needed, 0 at the top
  Money stored_value;
  bool birthday_right = false;
  bool shown = false;
  std::vector<CouponCard> coupons;
  std::vector<OrderCard> orders;
  std::vector<ProductCard> viewed;
  std::vector<journey::PointsLine> points_lines;
  journey::Consents consents;
  std::string home_shop;
};

struct BasketLine {
  ProductCard product;
  int quantity = 1;
};

struct BasketView {
  std::vector<BasketLine> lines;
  Money total;
  Money discount;                        ///< by the coupon chosen
  std::string coupon;
  std::string coupon_refusal;            ///< key of a word
  std::vector<SuggestionCard> goes_with;
};

struct CollectView {
  std::string typed;                     ///< code typed so far
  std::optional<OrderCard> order;        ///< found and announced
  int queue_position = 0;
  std::string refusal;                   ///< key: "unknown_pickup_code", "not_ready", "handed_over", "other_shop"
};

struct TaskCard {
  journey::Task task;
  std::string customer_name;             ///< masked "C. D."
  journey::Text2 product_name;
};

struct UnlockView {
  std::string badge_name;                ///< person of the badge, "" before a badge was shown
  int digits = 0;                        ///< typed so far
  std::string refusal;                   ///< key: "wrong_pin", "locked", "unknown_badge"
  std::int64_t locked_until_ms = 0;
};

struct AssociateHomeView {
  std::vector<TaskCard> requests;        ///< calls and arrivals, oldest first
  std::vector<OrderCard> to_prepare;
  int customers_today = 0;
};

struct LookUpView {
  std::string words;
  struct Hit { std::string customer; std::string masked_name; std::string city; std::string tier; };
  std::vector<Hit> hits;
};

struct Customer360View {
  journey::Customer customer;
  std::string adviser_name;
  std::string headline_where;            ///< key of a sentence: stage
  std::string next_action;               ///< key of a sentence: "coupon_expiring", "order_ready", "interrupted_view", "lapsed", "birthday", "none"
  std::string next_detail;               ///< product name, order number, date: fills the sentence
  std::vector<TimelineLine> timeline;    ///< newest first
  std::vector<SuggestionCard> goes_with;
  std::vector<SuggestionCard> buy_again;
  std::vector<CouponCard> coupons;
  std::vector<OrderCard> orders;
  std::vector<journey::Note> notes;
  std::vector<TimelineLine> automation;  ///< what was sent in whose name, newest first
  bool automation_paused = false;
};

struct OrderView {
  journey::Order order;
  struct Line { ProductCard product; int quantity = 0; int picked = 0; };
  std::vector<Line> lines;
  std::vector<std::string> actions;      ///< keys allowed now: "accept", "pick", "stage", "ready", "arrive", "hand_over", "undo", "cancel"
  std::string refusal;                   ///< key of the last refused move
};

struct PilotView {
  journey::Figures today;
  journey::Figures last_week;
  std::vector<std::int64_t> revenue_30_days_cents;
  std::vector<std::int64_t> pickups_30_days;
  std::vector<std::int64_t> preparation_30_days_min;
  std::vector<std::int64_t> advised_30_days_percent;
  std::vector<OrderCard> to_prepare, ready, here;
  std::optional<Customer360View> journey; ///< of the customer being served, when consent allows
};

struct CollectBoardView {
  std::vector<OrderCard> to_prepare, ready, here, late;
};

struct ExceptionLine {
  std::string kind;                      ///< key: "late", "short_pick", "rejected", "quarantined", "override"
  std::string order;
  std::string detail;
  std::int64_t time_ms = 0;
};

struct JourneyMapView {
  std::vector<std::string> channels;     ///< rows
  std::vector<std::string> stages;       ///< columns
  std::vector<std::vector<std::int64_t>> volume;
};

struct TerminalsView {
  std::string device;
  std::int64_t rows = 0;
  std::int64_t cursor = 0;
  std::int64_t database_bytes = 0;
  std::vector<ExceptionLine> quarantined;
};

struct FailureView {
  std::string code;                      ///< "K-CORRUPT", "K-NEWER", "K-FULL"
  std::string file;                      ///< where the damaged file was kept
  std::string reason;
};

struct Toast {
  std::string words;                     ///< key of a word
  std::string argument;                  ///< fills "{0}"
  bool danger = false;
  std::uint64_t number = 0;              ///< a new number shows it again
};

struct ViewState {
  std::uint64_t version = 0;             ///< grows with every change
  Role role = Role::Shopper;
  Screen screen = Screen::Attract;
  bool can_go_back = false;
  Language language = Language::French;
  ThemeName theme = ThemeName::Light;
  bool large_type = false;
  bool reduce_motion = false;
  std::int64_t now_ms = 0;               ///< wall time of this state
  std::string brand = "Maison Garonne";
  journey::Shop shop;
  std::string staff_name;                ///< who is unlocked, "" for shoppers
  std::string customer_first_name;       ///< identified shopper, ""
  int basket_pieces = 0;
  Link link;
  bool still_there = false;              ///< the walk-away question is open
  int still_there_seconds = 0;           ///< left to answer
  std::optional<Toast> toast;
  bool camera_working = false;

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
};

}  // namespace parcours::visit
