// SPDX-License-Identifier: Apache-2.0
// What staff and shoppers may do to orders, coupons, points and tasks: events to record, or the
// reason why not. Pure over rows; used by the screens and by `parcours-kiosk act`, so that both
// refuse alike. Commits nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/visit/facts.h"
#include "platform/base/clock.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "sync/journal/journal.h"

namespace parcours::visit {

/// Who acts: `staff` is empty for a shopper.
struct Actor {
  Role role = Role::Shopper;
  std::string staff;
};

/// Events to commit together, or a refusal (key of words) and no events.
struct Decision {
  std::vector<journal::EventDraft> events;
  std::string refusal;
  [[nodiscard]] bool allowed() const { return refusal.empty(); }
};

/// A move of an order. `action`: accept, pick (argument: product, "" = all that is left), stage
/// (argument: bin), ready (argument: bin, may be empty), arrive, hand_over, undo (manager, within
/// 15 minutes; argument: reason), cancel (argument: reason), close. Refusals: unknown_order,
/// unknown_action, not_allowed, other_shop, cancelled, closed, already_accepted, not_accepted,
/// wrong_product, all_picked, not_picked, no_bin, already_ready, not_ready, already_arrived,
/// not_paid, already_handed_over, not_handed_over, undo_too_late. Error: the rows cannot be read.
struct OrderAction {
  std::string order;
  std::string action;
  std::string argument;
};
[[nodiscard]] Result<Decision> move_order(const Facts& facts, const Actor& actor,
                                          const OrderAction& action, WallTime now);
/// Keys of the actions that move_order would take now, in the order of the work.
[[nodiscard]] std::vector<std::string> allowed_actions(const journey::Order& order,
                                                       const Actor& actor, WallTime now);

/// A basket that goes to the till: purchase and coupon redemption in ONE event, so that neither can
/// exist alone.
struct CheckoutLine {
  std::string product;
  int quantity = 1;
};
struct BasketToTill {
  std::string customer;  ///< may be empty
  std::vector<CheckoutLine> lines;
  std::string coupon;    ///< may be empty
  bool advised = false;  ///< a suggestion shown in this visit is in the basket
};
/// What takes money, points or a coupon is done at the till by staff: a shopper is refused
/// (not_allowed) here and in the two below. Refusals: empty_basket, bad_quantity (a product has 1
/// to 99 pieces, all its lines together), unknown_product, and those of the coupon.
[[nodiscard]] Result<Decision> checkout(const Facts& facts, const Actor& actor,
                                        const BasketToTill& basket, WallTime now);
/// Redeems a coupon with no basket (amount unknown until the till). Refusals: not_allowed,
/// unknown_customer, unknown_coupon and those of the coupon.
[[nodiscard]] Result<Decision> redeem(const Facts& facts, const Actor& actor,
                                      std::string_view customer, std::string_view code,
                                      WallTime now);
/// Refusals: not_allowed, unknown_customer, not_enough_points, bad_amount.
[[nodiscard]] Result<Decision> spend_points(const Facts& facts, const Actor& actor,
                                            std::string_view customer, int points,
                                            std::string_view why);

/// Announces whoever shows a pickup code; shown a second time it changes nothing. Refusals:
/// unknown_pickup_code, other_shop, not_ready, already_handed_over, cancelled.
[[nodiscard]] Result<Decision> announce(const Facts& facts, std::string_view pickup_code,
                                        WallTime now);

/// A piece kept in another shop: an unpaid order collected there. Refusals: unknown_product,
/// unknown_shop, no_stock.
struct Reservation {
  std::string customer;  ///< may be empty
  std::string product;
  std::string shop;
};
[[nodiscard]] Result<Decision> reserve(const Facts& facts, const Actor& actor,
                                       const Reservation& what, WallTime now);

/// Refusals: not_allowed, unknown_customer, empty_note, note_too_long (over 2,000 bytes).
[[nodiscard]] Result<Decision> add_note(const Facts& facts, const Actor& actor,
                                        std::string_view customer, std::string_view text);
/// Calls an associate to this terminal, about a product or not.
[[nodiscard]] Decision call_associate(const Facts& facts, std::string_view customer,
                                      std::string_view product, WallTime now);
/// Refusals: not_allowed, unknown_task, closed.
[[nodiscard]] Result<Decision> close_task(const Facts& facts, const Actor& actor,
                                          std::string_view task);
[[nodiscard]] Result<Decision> take_task(const Facts& facts, const Actor& actor,
                                         std::string_view task);

/// Purposes: profile, email, sms, post, advice. Refusals: unknown_customer, unknown_purpose.
struct ConsentChange {
  std::string customer;
  std::string purpose;
  bool given = false;
};
[[nodiscard]] Result<Decision> set_consent(const Facts& facts, const Actor& actor,
                                           const ConsentChange& change);
/// Stops, or lets run again, what automation would send to this customer. Refusals: not_allowed,
/// unknown_customer.
[[nodiscard]] Result<Decision> pause_automation(const Facts& facts, const Actor& actor,
                                                std::string_view customer, bool paused);
/// The survey that waits for the customer, answered with a score of 1 to 5; the coupon that it
/// promised follows from the event. Refusals: unknown_customer, no_survey, bad_score.
[[nodiscard]] Result<Decision> answer_survey(const Facts& facts, const Actor& actor,
                                             std::string_view customer, int score, WallTime now);
/// Hands out a right of the tier: "birthday_drink". Refusals: not_allowed, unknown_customer,
/// unknown_reward, no_right.
[[nodiscard]] Result<Decision> use_reward(const Facts& facts, const Actor& actor,
                                          std::string_view customer, std::string_view reward,
                                          WallTime now);
/// Every opening of a customer's file by staff leaves this, with why it was opened ("scan",
/// "look_up", "order").
[[nodiscard]] journal::EventDraft open_profile(const Facts& facts, const Actor& actor,
                                               std::string_view customer, std::string_view purpose);

enum class SuggestionFate { Shown, Accepted, Refused };
struct SuggestionEvent {
  std::string customer;  ///< may be empty
  std::string product;
  std::string about;  ///< the product it goes with, may be empty
  std::string reason;
};
[[nodiscard]] journal::EventDraft suggestion(const Facts& facts, const Actor& actor,
                                             SuggestionFate fate, const SuggestionEvent& what);

/// What a scan led to. A card or badge number is never written in clear: only the subject names
/// whose it was.
struct ScanResult {
  std::string customer;
  std::string product;
  std::string outcome;  ///< "opened", or the refusal shown
};
[[nodiscard]] journal::EventDraft scanned(const Facts& facts, const Actor& actor,
                                          const scan::Meaning& meaning, const ScanResult& result);

}  // namespace parcours::visit
