// SPDX-License-Identifier: Apache-2.0
// What `query` and `act` print: values of catalogue, clienteling and advice as one JSON object
// each. Pure but for the status.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/advice/advice.h"
#include "kiosk/app/desk.h"

namespace parcours::app {

/// {"id",…,"where","next",…,"timeline":[…],"coupons":[…],"orders":[…],"notes":[…],"points_lines":[…]}
[[nodiscard]] std::string answer(const clienteling::Profile& profile,
                                 const std::vector<journey::PointsLine>& points);
[[nodiscard]] std::string answer(const journey::Product& product,
                                 const std::vector<catalogue::StockLine>& stock,
                                 const std::vector<advice::Advice>& goes_with);
[[nodiscard]] std::string answer(const std::string& product, const catalogue::StockLine& line);
[[nodiscard]] std::string answer(const clienteling::OrderSummary& order, std::string_view column);
[[nodiscard]] std::string answer(const advice::Advice& advice, std::string_view shelf);
[[nodiscard]] std::string answer(const catalogue::Card& card);
[[nodiscard]] std::string answer(const clienteling::Masked& hit);
[[nodiscard]] std::string answer(const clienteling::TaskLine& task);
[[nodiscard]] Result<std::string> status_answer(Desk& desk);

}  // namespace parcours::app
