// SPDX-License-Identifier: Apache-2.0
// The bodies of rows as values. `to_json` writes a body, `parse_<entity>` reads one (Invalid names
// the row and member). Members that a reader does not know are dropped: rows are derived, events
// keep everything.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/money.h"
#include "platform/base/result.h"

namespace parcours::journey {

/// A word in both languages; English falls back to French.
struct Text2 {
  std::string fr;
  std::string en;
};

struct Shop {
  std::string id;
  std::string name;  ///< "Toulouse Capitole"
  std::string city;
  std::string address;
  double latitude = 0;  ///< degrees, WGS 84
  double longitude = 0;
  std::string open_until;  ///< "20:00", local time
};

struct Family {
  std::string id;
  Text2 name;
  std::string icon;  ///< name of a Material icon
};

struct Product {
  std::string id;
  std::string gtin;  ///< GTIN-14, digits
  Text2 name;
  std::string brand;
  std::string family;
  Money price;
  Money was;            ///< lowest of the last 30 days when reduced, else 0
  std::string picture;  ///< file name in the picture folder, without directory
  std::vector<Text2> facts;
  Text2 advice;                   ///< what a seller says about it
  std::string aisle;              ///< "allée 3"
  std::vector<std::string> fits;  ///< products it fits, a catalogue relation, never inferred
  int rating_tenths = 0;          ///< 43 = 4.3 of 5; 0 = none
  int reviews = 0;
};

struct Stock {
  std::string product;
  std::string shop;
  int on_hand = 0;               ///< physical pieces
  int reserved = 0;              ///< promised to orders
  std::int64_t counted_ms = 0;   ///< when the figure was true
  std::int64_t baseline_ms = 0;  ///< the last count; movements before it are in it already
  std::string source;            ///< "till", "count", "order"
  [[nodiscard]] int available() const { return on_hand > reserved ? on_hand - reserved : 0; }
};

/// awareness investigation validation purchase loyalty ambassador
struct Stage {
  std::string name;
  std::string reason;  ///< key of a sentence in the catalogue of words
  std::int64_t since_ms = 0;
};

struct Owned {
  std::string product;
  int times = 0;
  std::int64_t last_ms = 0;
};

struct Consents {
  std::map<std::string, bool> by_purpose;  ///< "profile", "email", "sms", "post", "advice"
  [[nodiscard]] bool allows(std::string_view purpose) const;
};

struct Customer {
  std::string id;
  std::string first_name;
  std::string last_name;
  std::string card;  ///< EAN-13 digits
  std::string email;
  std::string phone;
  std::string home_shop;
  std::string adviser;     ///< staff id
  std::string birthday;    ///< "MM-DD" or empty
  std::string language;    ///< "fr", "en"
  std::string tier;        ///< "bronze", "silver", "gold"
  std::string tier_given;  ///< what the CRM said: the tier never falls below it
  int points = 0;          ///< never below 0; what terminals spent beyond it is `points_short`
  int points_short = 0;    ///< spent or taken back beyond the balance; the next points settle it
  Money stored_value;      ///< never below 0, as the points
  Money value_short;
  int purchases = 0;  ///< in the last 12 months
  Stage stage;
  std::vector<Stage> earlier;   ///< the stages before it, oldest first, the last 16
  std::int64_t setback_ms = 0;  ///< the last event of a kind that can lead to a lower stage
  Consents consents;
  std::vector<Owned> owned;
  std::vector<std::string> viewed;      ///< last product ids seen online, newest first, at most 12
  std::vector<std::int64_t> viewed_ms;  ///< when each of `viewed` was seen last
  bool automation_paused = false;
  /// Keys of its timeline entries `message.planned`, the newest 16: what may still stop them.
  std::vector<std::string> planned;
};

struct TimelineEntry {
  std::string event_id;
  std::string type;
  std::string channel;
  std::string initiator;
  std::int64_t time_ms = 0;
  std::int64_t clock_ms = 0;  ///< what the writer's clock said, when it was not believed; else 0
  std::string product;        ///< may be empty
  std::string order;          ///< may be empty
  std::string shop;           ///< may be empty
  std::string detail;         ///< free words from the event (template name, refusal reason, amount)
  Money amount;               ///< 0 when none
  std::string actor;          ///< staff in whose name or by whom
  std::int64_t due_ms = 0;    ///< when what was planned, offered or booked is to happen; else 0
  std::string code{};         ///< the coupon that it names, may be empty
  std::vector<std::string> also{};  ///< further products of an order or a purchase
  std::string outcome{};  ///< of message.planned: "" while it waits, "sent", "goal_reached"
};

struct PointsLine {
  std::string event_id;
  int delta = 0;
  std::string why;  ///< "purchase", "birthday", "spent", "reload", "referral"
  std::int64_t time_ms = 0;
};

struct Coupon {
  std::string code;
  std::string customer;
  int percent = 0;  ///< 1..100, or 0 with an amount
  Money amount;
  std::vector<std::string> families;  ///< empty: all
  std::vector<std::string> channels;  ///< "web", "shop"; empty: all
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;
  std::string state;  ///< promised, issued, redeemed, expired
  Text2 title;
  std::string token;             ///< "K1:…" signed, checked offline
  std::string survey{};          ///< answering it issues the coupon; empty: it needs no answer
  std::int64_t promised_ms = 0;  ///< when that survey was asked
};

struct OrderLine {
  std::string product;
  int quantity = 1;
  int picked = 0;
  Money price;  ///< one piece
};

/// A move of an order: who, where, when, why.
struct OrderMove {
  std::string state;
  std::string actor;
  std::string terminal;
  std::int64_t time_ms = 0;
  std::string reason;
};

/// States by rank: placed, accepted, picking, picked, staged, ready, arrived, handed_over, closed;
/// and cancelled, expired. The rank never falls, except by an undo of a hand-over.
struct Order {
  std::string id;  ///< "48213"
  std::string customer;
  std::string customer_name;  ///< "L. Marchand": what a board may show
  std::string shop;           ///< where it is collected
  std::string channel;
  std::string state;
  std::vector<OrderLine> lines;
  std::string pickup_code;  ///< six characters that a person can say
  std::string bin;
  bool paid = false;
  std::int64_t placed_ms = 0;
  std::int64_t promised_ms = 0;
  std::int64_t arrived_ms = 0;  ///< 0 while the customer is not here
  std::vector<OrderMove> moves;
  [[nodiscard]] Money total() const;
  [[nodiscard]] int pieces() const;
};

/// 0 for placed … 8 for closed, 9 for cancelled and expired; -1 when unknown.
[[nodiscard]] int order_rank(std::string_view state);

struct Note {
  std::string event_id;
  std::string author;  ///< staff id
  std::string text;
  std::int64_t time_ms = 0;
};

struct Staff {
  std::string id;
  std::string name;   ///< "Nadia Benali"
  std::string badge;  ///< what the badge's code says
  std::string role;   ///< "associate", "manager"
  std::string shop;
  std::string pin_hash;  ///< argon2id string
};

struct Task {
  std::string id;
  std::string shop;
  std::string type;      ///< "call", "arrival", "follow_up", "incident"
  std::string customer;  ///< may be empty
  std::string order;     ///< may be empty
  std::string product;   ///< may be empty
  std::string state;     ///< open, closed
  std::string words;     ///< free text; of an incident the key of a sentence
  std::string owner;     ///< staff id, may be empty
  std::int64_t opened_ms = 0;
};

struct Suggestion {
  std::string product;
  double score = 0;        ///< ridge + conditional: when this product alone is in hand
  double conditional = 0;  ///< P(suggestion in the basket, given the product)
  int customers = 0;       ///< distinct customers that bought both; shown from 10
};

struct Suggestions {
  std::string product;
  std::vector<Suggestion> items;  ///< best first, at most 50
};

/// One shop, one day: what the manager's board draws.
struct Figures {
  std::string shop;
  std::string day;  ///< "2026-11-20", local
  Money revenue;
  int baskets = 0;
  int advised_baskets = 0;
  int pickups_ready = 0;
  int preparation_median_min = 0;
  std::vector<std::int64_t> revenue_by_hour_cents;  ///< 24 values
};

std::string to_json(const Shop&);
std::string to_json(const Family&);
std::string to_json(const Product&);
std::string to_json(const Stock&);
std::string to_json(const Customer&);
std::string to_json(const TimelineEntry&);
std::string to_json(const PointsLine&);
std::string to_json(const Coupon&);
std::string to_json(const Order&);
std::string to_json(const Note&);
std::string to_json(const Staff&);
std::string to_json(const Task&);
std::string to_json(const Suggestions&);
std::string to_json(const Figures&);

Result<Shop> parse_shop(std::string_view body);
Result<Family> parse_family(std::string_view body);
Result<Product> parse_product(std::string_view body);
Result<Stock> parse_stock(std::string_view body);
Result<Customer> parse_customer(std::string_view body);
Result<TimelineEntry> parse_timeline_entry(std::string_view body);
Result<PointsLine> parse_points_line(std::string_view body);
Result<Coupon> parse_coupon(std::string_view body);
Result<Order> parse_order(std::string_view body);
Result<Note> parse_note(std::string_view body);
Result<Staff> parse_staff(std::string_view body);
Result<Task> parse_task(std::string_view body);
Result<Suggestions> parse_suggestions(std::string_view body);
Result<Figures> parse_figures(std::string_view body);

}  // namespace parcours::journey
