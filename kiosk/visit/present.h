// SPDX-License-Identifier: Apache-2.0
// From state and rows to what one screen may know. Only the screen in front (and, for staff, what
// the rail counts) is filled; the rest of a ViewState stays empty, so that nothing personal travels
// to the ui thread without being shown. Private to kiosk/visit; core thread.
#pragma once

#include "kiosk/visit/facts.h"
#include "kiosk/visit/state.h"
#include "kiosk/visit/view_state.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace parcours::visit {

struct Presenting {
  const Facts& facts;
  const State& state;
  WallTime now{};
};

// Shopper's screens (present_shopper.cpp).
[[nodiscard]] Status present_home(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_search(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_product(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_space(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_basket(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_collect(const Presenting& from, ViewState& view);

// Associate's screens (present_staff.cpp).
void present_unlock(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_associate_home(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_look_up(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_customer(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_order(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_tasks(const Presenting& from, ViewState& view);

// Manager's screens (present_manager.cpp).
[[nodiscard]] Status present_pilot(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_board(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_exceptions(const Presenting& from, ViewState& view);
[[nodiscard]] Status present_map(const Presenting& from, ViewState& view);
void present_terminals(const Presenting& from, ViewState& view);

[[nodiscard]] OrderCard to_card(const clienteling::OrderSummary& summary);
[[nodiscard]] std::vector<OrderCard> to_cards(const std::vector<clienteling::OrderSummary>& orders);
/// Everything to prepare, on every screen: what is late first.
[[nodiscard]] std::vector<OrderCard> to_prepare(const clienteling::Board& board);
[[nodiscard]] CouponCard to_card(const clienteling::CouponState& state);
[[nodiscard]] TaskCard to_card(const clienteling::TaskLine& line);
/// The 360 view of one customer; empty when they are not on this terminal (any more).
[[nodiscard]] Result<std::optional<Customer360View>> customer_view(const Presenting& from,
                                                                   const std::string& customer);

}  // namespace parcours::visit
