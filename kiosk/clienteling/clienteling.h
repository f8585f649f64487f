// SPDX-License-Identifier: Apache-2.0
// What staff and the customer may know of a customer: look-up, 360 view, coupons, orders, tasks,
// read from the replica's rows. Owned by the core thread. Reads only; consent is applied here, so
// that no screen can forget it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/clienteling/coupons.h"
#include "kiosk/clienteling/next_action.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/journal/journal.h"
#include "sync/journey/entities.h"
#include "sync/journey/row.h"

namespace parcours::clienteling {

/// Where words are looked up: Journal::search on a terminal.
using Search = std::function<Result<std::vector<journal::SearchHit>>(
    std::string_view kind, std::string_view words, std::size_t limit)>;

struct TimelineLine {
  journey::TimelineEntry entry;
  journey::Text2 product_name;  ///< empty when the entry names no product
  std::string outcome{};  ///< what became of it, in `Profile::automation` only: see automation.h
};

/// A survey that the customer has not answered yet.
struct SurveyWaiting {
  std::string survey;                     ///< what it is called: "livraison"
  std::optional<journey::Coupon> coupon;  ///< promised for the answer, while it can be used
};

struct OrderSummary {
  journey::Order order;
  bool late = false;  ///< not ready though promised for before now
};

/// Where a customer stands in the rewards programme, and what leads further.
struct TierProgress {
  std::string tier;             ///< "bronze", "silver", "gold"
  std::string next;             ///< "" at the top
  int purchases_needed = 0;     ///< in 12 months, until `next`; 0 at the top
  bool birthday_right = false;  ///< top tier, within 7 days of the birthday, not taken this year
};

/// The three headlines and all that hangs on a customer. Without the "profile" consent: name, card,
/// coupons and open orders only (`history_allowed` is false).
struct Profile {
  journey::Customer customer;
  bool history_allowed = false;
  std::string adviser_name;
  std::string headline_where;  ///< key: "stage.investigation", "where.no_consent"
  NextAction next;
  std::vector<TimelineLine> timeline;    ///< newest first
  std::vector<TimelineLine> automation;  ///< what is planned, then what was sent, newest first
  std::vector<CouponState> coupons;
  std::vector<OrderSummary> orders;  ///< open ones first, then newest
  std::vector<journey::Note> notes;  ///< newest first
  TierProgress tier;
};

/// A look-up result before the profile is opened.
struct Masked {
  std::string customer;
  std::string masked_name;  ///< "C. Dubois"
  std::string city;         ///< of the home shop
  std::string tier;
  std::string card_end;  ///< last four digits, to compare with the card in hand; "" without one
};

/// Orders of one shop, as the collect board groups them; each group oldest promise first.
struct Board {
  std::vector<OrderSummary> to_prepare;  ///< placed … staged, not late
  std::vector<OrderSummary> ready;
  std::vector<OrderSummary> here;  ///< the customer waits
  std::vector<OrderSummary> late;
};

struct TaskLine {
  journey::Task task;
  std::string masked_name;  ///< "C. D."; empty without a customer
  journey::Text2 product_name;
};

/// Events by channel (rows) and stage (columns) of all timelines that this terminal holds.
struct ChannelStages {
  std::vector<std::string> channels;
  std::vector<std::string> stages;
  std::vector<std::vector<std::int64_t>> volume;
};

class Clienteling {
 public:
  /// `rows` outlives this. `search` as in kiosk/catalogue (Journal::search); `shop` is the
  /// terminal's own.
  Clienteling(const journey::RowSource& rows, std::string shop, Search search = {},
              TokenCheck token_check = {});

  [[nodiscard]] Result<journey::Customer> customer(std::string_view id) const;
  /// "card:2900000000017", "email:…"; NotFound when nobody (known here) has it.
  [[nodiscard]] Result<journey::Customer> by_identity(std::string_view identity) const;
  [[nodiscard]] Result<journey::Customer> by_card(std::string_view card) const;
  [[nodiscard]] Result<Profile> profile(std::string_view customer, WallTime now) const;
  /// Names, card, e-mail or phone typed so far; results are masked.
  [[nodiscard]] Result<std::vector<Masked>> look_up(std::string_view words,
                                                    std::size_t limit) const;

  [[nodiscard]] Result<std::vector<CouponState>> coupons(std::string_view customer,
                                                         WallTime now) const;
  [[nodiscard]] Result<CouponState> coupon(std::string_view code, const CouponUse& use) const;
  [[nodiscard]] Result<std::vector<journey::PointsLine>> points_lines(
      std::string_view customer) const;
  /// The survey to offer to the customer; nothing without the "profile" consent.
  [[nodiscard]] Result<std::optional<SurveyWaiting>> survey(const journey::Customer& customer,
                                                            WallTime now) const;
  [[nodiscard]] Result<TierProgress> tier(const journey::Customer& customer, WallTime now) const;

  [[nodiscard]] Result<journey::Order> order(std::string_view id) const;
  [[nodiscard]] Result<journey::Order> by_pickup_code(std::string_view code) const;
  [[nodiscard]] Result<std::vector<OrderSummary>> orders_of(std::string_view customer,
                                                            WallTime now) const;
  [[nodiscard]] Result<Board> board(std::string_view shop, WallTime now) const;

  [[nodiscard]] Result<std::vector<TaskLine>> tasks(
      std::string_view shop) const;  ///< open, oldest first
  [[nodiscard]] Result<journey::Staff> staff(std::string_view id) const;
  [[nodiscard]] Result<journey::Staff> by_badge(std::string_view badge) const;
  [[nodiscard]] Result<std::vector<journey::Figures>> figures(
      std::string_view shop, std::size_t days) const;  ///< newest first
  /// Counts every timeline that this terminal holds; kept for a minute.
  [[nodiscard]] Result<ChannelStages> channel_stages(WallTime now) const;

 private:
  [[nodiscard]] Result<NextAction> next_for(const Profile& profile, WallTime now) const;
  [[nodiscard]] Result<std::vector<TimelineLine>> timeline(std::string_view customer) const;
  [[nodiscard]] Result<std::vector<journey::Note>> notes(std::string_view customer) const;
  [[nodiscard]] Result<journey::Text2> product_name(const std::string& product) const;

  const journey::RowSource& x_rows;
  std::string x_shop;
  Search x_search;
  TokenCheck x_token_check;
  /// Orders that ask for nothing any more, with the hash of their row: most of a shop's orders, and
  /// not parsed again for each board.
  mutable std::unordered_map<std::string, std::size_t> x_closed_orders;
  mutable std::optional<ChannelStages> x_stages;
  mutable WallTime x_stages_at{};
};

/// "C. Dubois"; "C. D." when `Short`.
enum class Mask { LastName, Initials };
[[nodiscard]] std::string mask_name(std::string_view first, std::string_view last, Mask mask);

}  // namespace parcours::clienteling
