// SPDX-License-Identifier: Apache-2.0
// What a scanned code stands for, before anyone looks it up. Values. A meaning names a thing;
// whether that thing exists, and whether this person may see it, is decided by visit over the
// replica.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace parcours::scan {

/// A product by its GTIN, with what the code said besides. `gtin` always has 14 digits with a right
/// check digit.
struct Product {
  std::string gtin;
  std::string batch;                         ///< AI 10
  std::string serial;                        ///< AI 21
  std::string expiry;                        ///< AI 17 as YYYY-MM-DD
  std::string best_before;                   ///< AI 15 as YYYY-MM-DD
  std::optional<std::int64_t> weight_grams;  ///< AI 310n, or or the code of a weighed good
  std::optional<std::int64_t> price_cents;   ///< AI 392n, or or the code of a weighed good
  std::optional<std::int64_t> count;         ///< AI 30 or 37
};

struct LoyaltyCard {
  std::string number;
};

/// `code` as printed or said ("K7P2QX"). From a signed token: the whole `token` ("K1:…"), already
/// verified, with the code that it holds, if it holds one as text.
struct PickupCode {
  std::string code;
  std::string token;
};

/// As PickupCode: a plain `code` that must be looked up, or a verified `token`.
struct Coupon {
  std::string code;
  std::string token;
};

/// A coupon of the GS1 system: AI 255 (global coupon number) digits, 13 and an optional serial.
struct Gs1Coupon {
  std::string number;
  std::string serial;
};

struct Badge {
  std::string code;   ///< as printed: "BADGE-E001"
  std::string staff;  ///< of a verified token, which names the person instead: "E001"
};

/// A verified token that carries a visit from one device to another, once.
struct HandOff {
  std::string token;
};

/// The code stands for nothing that may be acted on. `reason` is a key of words:
/// unknown_code, bad_check_digit, wrong_type, unreadable, bank_card, expired, bad_signature,
/// bad_gs1.
struct Unknown {
  std::string reason;
  std::string
      detail;  ///< for the operator and for `parse`: what exactly; never content of a bank card
};

using Meaning =
    std::variant<Unknown, Product, LoyaltyCard, PickupCode, Coupon, Gs1Coupon, Badge, HandOff>;

/// "product", "loyalty_card", "pickup_code", "coupon", "gs1_coupon", "badge", "hand_off",
/// "unknown".
[[nodiscard]] std::string_view kind_of(const Meaning& meaning);

/// One JSON object: {"kind":…, then the members that are not empty}.
[[nodiscard]] std::string to_json(const Meaning& meaning);

}  // namespace parcours::scan
