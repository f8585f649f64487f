// SPDX-License-Identifier: Apache-2.0
// What the screens of associates and managers show. Values only; see view_state.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/visit/shopper_view.h"

namespace parcours::visit {

struct TaskCard {
  journey::Task task;
  std::string customer_name;  ///< masked "C. D."
  journey::Text2 product_name;
};

struct UnlockView {
  std::string badge_name;  ///< person of the badge, "" before a badge was shown
  int digits = 0;          ///< typed so far
  std::string refusal;     ///< key: "wrong_pin", "locked", "unknown_badge"
  std::int64_t locked_until_ms = 0;
};

struct AssociateHomeView {
  std::vector<TaskCard> requests;  ///< calls and arrivals, oldest first
  std::vector<OrderCard> to_prepare;
  int customers_today = 0;
};

struct LookUpView {
  std::string words;
  struct Hit {
    std::string customer;
    std::string masked_name;
    std::string city;
    std::string tier;
    std::string card_end;  ///< last four digits, "" without a card
    std::string order;     ///< that the person waits for, among `here`
  };
  std::vector<Hit> hits;
  bool more = false;      ///< hits were left out
  std::vector<Hit> here;  ///< who waits in the shop, while no word is typed
};

struct Customer360View {
  journey::Customer customer;
  std::string adviser_name;
  std::string headline_where;          ///< key of a sentence: stage
  std::string next_action;             ///< key of a sentence: "coupon_expiring", "order_ready",
                                       ///< "interrupted_view", "lapsed", "birthday", "none"
  std::string next_detail;             ///< order number, coupon code, date: fills the sentence
  journey::Text2 next_product;         ///< fills it instead when the action is about a product
  std::vector<TimelineLine> timeline;  ///< newest first, one line for what belongs together
  journey::Text2 about;                ///< the product of the journey: `goes_with` goes with it
  std::vector<SuggestionCard> goes_with;
  std::vector<SuggestionCard> buy_again;
  std::vector<CouponCard> coupons;
  std::vector<OrderCard> orders;
  std::vector<journey::Note> notes;
  std::vector<TimelineLine> automation;  ///< what is planned, then what was sent in whose name
  bool birthday_right = false;           ///< the drink of the top tier waits
  bool automation_paused = false;
};

struct OrderView {
  journey::Order order;
  struct Line {
    ProductCard product;
    int quantity = 0;
    int picked = 0;
  };
  std::vector<Line> lines;
  std::vector<std::string> actions;  ///< keys allowed now: "accept", "pick", "stage", "ready",
                                     ///< "arrive", "hand_over", "undo", "cancel"
  std::string refusal;               ///< key of the last refused move
};

struct PilotView {
  journey::Figures today;  ///< or of the last day with sales, `days_back` days ago
  journey::Figures last_week;
  int days_back = 0;
  Money last_week_so_far;  ///< what that day had sold at this time of the day
  int first_hour = 9;      ///< the hours that hold all sales of both days
  int last_hour = 20;
  std::vector<std::int64_t> revenue_30_days_cents;
  std::vector<std::int64_t> pickups_30_days;
  std::vector<std::int64_t> preparation_30_days_min;
  std::vector<std::int64_t> advised_30_days_percent;
  std::vector<OrderCard> to_prepare, ready, here;
  std::optional<Customer360View> journey;  ///< of the customer being served, when consent allows
};

struct CollectBoardView {
  std::vector<OrderCard> to_prepare, ready, here;  ///< to prepare: what is late first
};

struct ExceptionLine {
  std::string kind;  ///< key: "late", "short_pick", "rejected", "quarantined", "override"
  std::string order;
  std::string detail;
  std::int64_t time_ms = 0;
};

struct JourneyMapView {
  std::vector<std::string> channels;  ///< rows
  std::vector<std::string> stages;    ///< columns
  std::vector<std::vector<std::int64_t>> volume;
};

struct TerminalsView {
  std::string device;
  std::int64_t rows = 0;
  std::int64_t cursor = 0;
  std::int64_t database_bytes = 0;
  std::vector<ExceptionLine> quarantined;
};

/// Of a terminal that the hub has revoked: nothing is damaged, nothing is shown.
inline constexpr std::string_view kRevokedCode = "K-REVOKED";

struct FailureView {
  std::string code;  ///< "K-CORRUPT", "K-NEWER", "K-FULL", kRevokedCode
  std::string file;  ///< where the damaged file was kept
  std::string reason;
};

}  // namespace parcours::visit
