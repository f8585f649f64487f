// SPDX-License-Identifier: Apache-2.0
// The shelves: what goes with the product or basket in hand, and what a customer buys again; each
// with its reason. Reads rows through a RowSource, decides over values; core thread; writes nothing
// (showing is recorded by visit). Without consent "advice" a customer changes nothing: the shelf is
// the anonymous one, byte for byte.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "sync/journey/entities.h"
#include "sync/journey/row.h"

namespace parcours::advice {

/// Why a product is on the shelf, strongest first.
enum class Reason { Fits, BoughtTogether, Family, Popular, BuyAgain };
/// "fits", "bought_together", "family", "popular", "buy_again": the key of the sentence.
[[nodiscard]] std::string_view to_string(Reason reason);

struct Advice {
  std::string product;
  Reason reason = Reason::Popular;
  std::string about;  ///< product that the reason names; "" when it names none (popular, sensitive)
  int customers = 0;  ///< support, 0 when fewer than ten; rounded to tens above 100
  double score = 0;   ///< comparable within one reason only
};

struct Ask {
  std::string shop;
  std::vector<std::string> about;               ///< the product looked at, or the basket
  std::vector<std::string> basket;              ///< never suggested
  const journey::Customer* customer = nullptr;  ///< identified; used only with consent "advice"
  std::size_t limit = 3;
};

/// What goes with `about`: in stock in the shop, at most two of a family.
[[nodiscard]] Result<std::vector<Advice>> goes_with(const Ask& ask, const journey::RowSource& rows);

/// What the customer buys regularly and is in stock here; empty without consent "advice".
[[nodiscard]] Result<std::vector<Advice>> buy_again(const Ask& ask, const journey::RowSource& rows);

}  // namespace parcours::advice
