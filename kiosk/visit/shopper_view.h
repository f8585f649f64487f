// SPDX-License-Identifier: Apache-2.0
// What the shopper's screens show, and the cards that every role's screens share. Values only; see
// view_state.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/money.h"
#include "platform/base/zone.h"
#include "sync/journey/entities.h"

namespace parcours::visit {

struct StockLine {
  std::string shop;
  std::string shop_name;
  bool here = false;
  int available = 0;
  double distance_km = 0;  ///< 0 for here
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
  bool counted_here = true;  ///< false: no figure has come yet, which is not "none left"
};

struct SuggestionCard {
  ProductCard product;
  std::string reason;         ///< key: "fits", "bought_together", "family", "popular", "buy_again"
  int customers = 0;          ///< support for "bought_together", 0 when too few to show
  std::string about;          ///< product id that the reason names, may be empty
  journey::Text2 about_name;  ///< its name; empty when `about` is
};

struct FamilyChip {
  std::string id;
  journey::Text2 name;
  std::string icon;
};

struct HomeView {
  std::vector<FamilyChip> families;
  std::string family;  ///< chosen, "" = all
  std::vector<ProductCard> products;
  int products_total = 0;
};

struct SearchView {
  std::string words;
  std::vector<ProductCard> results;
  bool more = false;              ///< results were left out: these are the first ones
  std::vector<FamilyChip> ideas;  ///< what to look into when there is no result
};

/// What the retailer promises in this shop; what no row says stays empty and is not shown.
struct ShopTerms {
  std::string open_from;  ///< "10:00", local time
  int collect_hours = 0;  ///< an order is ready within
  int return_days = 0;
  Zone zone{};  ///< the French one unless a row says another
};

struct ProductView {
  journey::Product product;
  journey::Text2 family_name;
  std::vector<StockLine> stock;           ///< here first, then by distance
  std::vector<SuggestionCard> goes_with;  ///< at most 3
  int in_basket = 0;
};

struct UnknownCodeView {
  std::string reason;  ///< key: "unknown_code", "bad_check_digit", "wrong_type", "no_picture",
                       ///< "unreadable", "card_unknown", "expired"…
  std::string kind;    ///< key: "product", "coupon", "pickup_code", "loyalty_card", "other"
  std::string symbol;  ///< "EAN-13", "QR Code"; empty when typed or not said by the scanner
  std::string text;    ///< what was read, shortened in the middle, controls visible; never for
                       ///< cards and tokens
};

struct OrderCard {
  std::string id;
  std::string customer_name;  ///< short form
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
  std::string refusal;  ///< key of a word when not usable: "expired", "wrong_channel", "redeemed",
                        ///< "bad_signature"
};

struct TimelineLine {
  journey::TimelineEntry entry;
  journey::Text2 product_name;  ///< empty when the entry names none
  int times = 1;                ///< the same again within one visit
  std::string outcome{};      ///< key of a word, of automation: "no_reply", "planned", "stopped"…
  bool in_your_name = false;  ///< of who looks at it
};

/// The survey that waits for the shopper, or was just answered.
struct SurveyCard {
  std::string survey;  ///< key of a question
  int percent = 0;     ///< of the coupon promised for the answer, 0 with an amount or without one
  Money amount;
  bool answered = false;  ///< in this visit
};

/// The shopper's own space. Amounts are masked until `shown`.
struct SpaceView {
  std::string customer;
  std::string first_name;
  std::string tier;
  int points = 0;
  int points_to_next_tier = 0;  ///< purchases still needed, 0 at the top
  Money stored_value;
  bool birthday_right = false;
  bool shown = false;
  std::optional<SurveyCard> survey;
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
  Money discount;  ///< by the coupon chosen
  std::string coupon;
  std::string coupon_refusal;  ///< key of a word
  std::string customer_name;   ///< for staff: whose basket it is, "" when nobody is known
  std::string ticket;          ///< the code to show at the till, "" while the basket is shown
  std::vector<SuggestionCard> goes_with;
};

struct CollectView {
  std::string typed;               ///< code typed so far
  std::optional<OrderCard> order;  ///< found and announced
  int queue_position = 0;
  std::string refusal;  ///< key: "unknown_pickup_code", "not_ready", "handed_over", "other_shop"
};

}  // namespace parcours::visit
