// SPDX-License-Identifier: Apache-2.0
// State travels as rows: (scope, kind, key) -> JSON body. The hub derives them from events; a
// terminal holds those of its scopes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::journey {

/// Kinds of rows and their keys. A key prefix ending in '/' lists what belongs together.
namespace kind {
inline constexpr std::string_view kShop = "shop";          ///< S1
inline constexpr std::string_view kFamily = "family";      ///< lampes
inline constexpr std::string_view kProduct = "product";    ///< P0001
inline constexpr std::string_view kCode = "code";          ///< GTIN-14 -> {"product":"P0001"}
inline constexpr std::string_view kStock = "stock";        ///< P0001/S1
inline constexpr std::string_view kCustomer = "customer";  ///< C00001
inline constexpr std::string_view kIdentity =
    "identity";  ///< card:29… | email:… | phone:… | visitor:… -> {"customer":"C00001"};
                 ///< pickup:CODE -> {"order":"O…"}; badge:CODE -> {"staff":"E…"};
                 ///< coupon:CODE -> {"customer":"C…"}; order:O… -> {"customer":"C…"}
inline constexpr std::string_view kTimeline = "timeline";  ///< C00001/<RFC 3339 time>/<event id>
inline constexpr std::string_view kPoints =
    "points";  ///< C00001/<event id>: one line of the points' explanation
inline constexpr std::string_view kCoupon = "coupon";  ///< C00001/CODE
inline constexpr std::string_view kOrder =
    "order";  ///< O…, in its shop's scope and in its customer's
inline constexpr std::string_view kCustomerOrder =
    "customer_order";                                ///< C00001/O… -> {"order":"O…"}
inline constexpr std::string_view kNote = "note";    ///< C00001/<event id>
inline constexpr std::string_view kStaff = "staff";  ///< E…
inline constexpr std::string_view kTask =
    "task";  ///< S1/<task id>: calls for an associate, arrivals, to-dos
inline constexpr std::string_view kSuggest = "suggest";  ///< P0001: what goes with it
inline constexpr std::string_view kFigures =
    "figures";  ///< S1/2026-11-20: a day's figures of a shop
inline constexpr std::string_view kSetting =
    "setting";  ///< retailer's words, scan rules, coupon campaigns
inline constexpr std::string_view kErased = "erased";  ///< C00001: this id never comes back
inline constexpr std::string_view kDone =
    "done";  ///< <event>: its stock moved before its customer was known; scope "hub"
inline constexpr std::string_view kReject =
    "reject";  ///< <device>/<event id>: an intent the hub refused, with its reason
}  // namespace kind

/// Scopes: "catalogue" (products, families, shops, stock, suggestions, settings), "shop:S1" (its
/// orders, staff, tasks, figures), "customers:S1" (customers whose home is S1 with all that hangs
/// on them), "device:<id>".
struct Row {
  std::string scope;
  std::string kind;
  std::string key;
  std::string body;      ///< JSON object
  std::int64_t seq = 0;  ///< hub commit sequence of the last change; 0 while not confirmed
};

/// A change that a fold asks for. No body: the row goes.
struct RowChange {
  std::string scope;
  std::string kind;
  std::string key;
  std::optional<std::string> body;
};

/// Where reducers and screens read rows. Implemented by the hub's store, the terminal's journal
/// (confirmed rows with the overlay of its own pending events) and a map in tests.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// One row, whatever its scope; empty when there is none.
  [[nodiscard]] virtual Result<std::optional<Row>> find(std::string_view kind,
                                                        std::string_view key) const = 0;
  /// Rows of `kind` whose key starts with `prefix`, by key; at most `limit`. `descending` gives the
  /// last first.
  [[nodiscard]] virtual Result<std::vector<Row>> scan(std::string_view kind,
                                                      std::string_view prefix,
                                                      std::size_t limit = 1000,
                                                      bool descending = false) const = 0;
};

}  // namespace parcours::journey
