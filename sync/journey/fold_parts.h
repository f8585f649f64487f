// SPDX-License-Identifier: Apache-2.0
// What the themes of the fold share: one event on its sheet with its customer and its order.
// Internal to sync/journey. Lives for one call of fold; one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/value.h"
#include "sync/journey/entities.h"
#include "sync/journey/event.h"
#include "sync/journey/fold_sheet.h"

namespace parcours::journey {

struct Fold {
  const Event& event;
  json::Value data;
  Sheet& sheet;
  std::string key;                   ///< event_key(event)
  std::string order_id;              ///< named by data.order or the subject, may be empty
  std::optional<Order> order;        ///< when its row is known
  std::optional<Customer> customer;  ///< when known; written back at the end
  TimelineEntry entry;               ///< this event in its customer's timeline
  std::string customer_body;         ///< its row as it was, empty when new
  bool latest = true;                ///< no timeline entry of the customer is later
  bool retold = false;               ///< the customer's timeline had this event already

  [[nodiscard]] std::string text(std::string_view member) const { return data.string(member); }
  /// Never that of a clock that cannot be believed.
  [[nodiscard]] std::int64_t time_ms() const { return to_ms(event.happened()); }
};

[[nodiscard]] std::string customer_scope(const Customer& customer);
[[nodiscard]] std::string shop_scope(std::string_view shop);
[[nodiscard]] std::vector<OrderLine> read_lines(const json::Value& data);

// Identity.
[[nodiscard]] Result<std::string> customer_of_subject(std::string_view kind, std::string_view value,
                                                      const RowSource& rows);
[[nodiscard]] Result<std::optional<Customer>> find_customer(std::string_view id,
                                                            const RowSource& rows);
void put_identity(Sheet& sheet, const Customer& customer, std::string_view key);
/// The customer that an identity leads to, "" when it leads nowhere.
[[nodiscard]] Result<std::string> customer_in(std::string_view identity, const RowSource& rows);
/// Invalid, naming `member`, when the identity is that of another customer who is not erased.
[[nodiscard]] Status check_identity_free(const Fold& fold, std::string_view identity,
                                         std::string_view member);
[[nodiscard]] Status fold_identity(Fold& fold);

// Customer: begin before the timeline is written, the rest after.
[[nodiscard]] Status begin_customer(Fold& fold);
[[nodiscard]] Status fold_customer(Fold& fold);
[[nodiscard]] Status fold_consent(Fold& fold);
[[nodiscard]] Status fold_automation(Fold& fold);
[[nodiscard]] Status erase_customer(Fold& fold);

// Timeline.
[[nodiscard]] TimelineEntry timeline_entry(const Fold& fold);
[[nodiscard]] std::string timeline_key(std::string_view customer, std::int64_t time_ms,
                                       std::string_view event_key);
[[nodiscard]] Status add_to_timeline(Fold& fold);
/// Calls `visit(key, entry)` for the customer's entries, newest first, until it says false. Reads
/// as far as it must, not the whole timeline.
[[nodiscard]] Status walk_back(
    const Fold& fold, const std::function<bool(const std::string&, const TimelineEntry&)>& visit);
/// Entries of the customer later than this event for which `test` holds.
[[nodiscard]] Result<bool> happened_later(const Fold& fold,
                                          const std::function<bool(const TimelineEntry&)>& test);
[[nodiscard]] Status fold_viewed(Fold& fold);

// What automation means to say, and what stops it.
[[nodiscard]] Status fold_message(Fold& fold);
/// Every event of a customer who has planned messages: a purchase or the sending ends their wait.
[[nodiscard]] Status settle_planned(Fold& fold);

// Stage.
/// `latest`: no entry of the timeline is later than `entry`. A late one is put into the customer's
/// path; the timeline is walked again only where the path does not tell enough.
[[nodiscard]] Status settle_stage(const Sheet& sheet, Customer& customer,
                                  const TimelineEntry& entry, bool latest);

// Stock.
struct StockMove {
  std::string product;
  std::string shop;
  int on_hand = 0;   ///< added
  int reserved = 0;  ///< added
};
[[nodiscard]] Status move_stock(Sheet& sheet, const StockMove& move, std::int64_t time_ms,
                                std::string_view source);
[[nodiscard]] Status fold_stock(Fold& fold);
/// Invalid when `data.shop` names a shop that is not in the catalogue.
[[nodiscard]] Status check_shop(const Fold& fold);

// Figures of the day of a shop; each once for what it counts, the caller sees to that.
[[nodiscard]] Status count_sale(Fold& fold, Money total);
[[nodiscard]] Status count_ready(Fold& fold);

// Orders.
void put_order(Fold& fold);
[[nodiscard]] Status fold_order(Fold& fold);
[[nodiscard]] Status fold_pickup(Fold& fold);

// Loyalty, coupons.
[[nodiscard]] Status fold_purchase(Fold& fold);
[[nodiscard]] Status fold_points(Fold& fold);
[[nodiscard]] Status fold_value(Fold& fold);
[[nodiscard]] Status fold_referral(Fold& fold);
[[nodiscard]] Status fold_reward(Fold& fold);
struct PointsGain {
  std::string key;  ///< behind "C…/": event, order or receipt
  int delta = 0;
  std::string why;
};
/// Adds a line, or writes it anew, and settles the sum.
[[nodiscard]] Status add_points(Fold& fold, Customer& customer, const PointsGain& gain);
[[nodiscard]] Status fold_coupon(Fold& fold);
/// A survey may promise a coupon, which its answer issues.
[[nodiscard]] Status fold_survey(Fold& fold);
[[nodiscard]] Status redeem_coupon(Fold& fold, std::string_view code);

// Work of the staff.
[[nodiscard]] Status fold_note(Fold& fold);
[[nodiscard]] Status fold_task(Fold& fold);
/// `words` is the key of a sentence.
void open_incident(Fold& fold, std::string_view shop, std::string_view words);

}  // namespace parcours::journey
