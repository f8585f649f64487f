// SPDX-License-Identifier: Apache-2.0
// Reads sales lines in the layout of the Online Retail data (UCI, Chen 2015): a CSV with the
// columns InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, CustomerID. Cleaning: product
// codes of five digits and up to two letters, sales only (no C or A invoice, quantity and price
// above zero), one basket per invoice at its earliest time. Pure; reads no file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "sync/affinity/model.h"

namespace parcours::affinity {

/// A product of the sales file, by the name it was sold under most recently.
struct SoldProduct {
  std::string code;
  std::string name;
  std::int64_t price_cents = 0;
};

struct Transactions {
  std::vector<Basket> baskets;        ///< by time, then invoice
  std::vector<SoldProduct> products;  ///< by code
  std::int64_t lines = 0;             ///< read, header not counted
  std::int64_t taken = 0;             ///< that are product sales
  std::int64_t cancelled = 0;         ///< C and A invoices
  std::int64_t not_products = 0;      ///< postage, fees, notes
  std::int64_t not_sales = 0;         ///< quantity or price not above zero
};

/// Invalid names the line and column: a missing column, a broken quote, a date or number that is
/// none.
[[nodiscard]] Result<Transactions> read_transactions(std::string_view csv);

/// "2011-09-01" (midnight UTC) in milliseconds; Invalid otherwise.
[[nodiscard]] Result<std::int64_t> day_ms(std::string_view day);

}  // namespace parcours::affinity
