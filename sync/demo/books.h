// SPDX-License-Identifier: Apache-2.0
// The rows beside the events: the catalogue before them; stock, figures and what is popular after
// them. Pure but for the Sink; one thread.
#pragma once

#include "sync/demo/demo.h"
#include "sync/demo/habits.h"
#include "sync/demo/retail.h"

namespace parcours::demo {

/// Settings (that it is all made up among them), families, shops, staff, products, codes.
[[nodiscard]] Status open_books(const Retail& retail, Sink& sink);
/// Stock with what open orders reserve, five weeks of figures a shop, the products that sold most
/// in 30 days.
[[nodiscard]] Status close_books(const Retail& retail, const Options& options, const Ledger& ledger,
                                 Sink& sink);

}  // namespace parcours::demo
