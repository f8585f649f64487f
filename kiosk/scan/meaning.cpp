// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scan/meaning.h"

#include "platform/json/writer.h"

namespace parcours::scan {
namespace {

void put(json::Writer& out, std::string_view name, const std::string& text) {
  if (!text.empty()) out.field(name, std::string_view{text});
}

void put(json::Writer& out, std::string_view name, const std::optional<std::int64_t>& number) {
  if (number) out.field(name, *number);
}

struct Body {
  json::Writer& out;

  void operator()(const Unknown& unknown) const {
    put(out, "reason", unknown.reason);
    put(out, "detail", unknown.detail);
  }
  void operator()(const Product& product) const {
    put(out, "gtin", product.gtin);
    put(out, "batch", product.batch);
    put(out, "serial", product.serial);
    put(out, "expiry", product.expiry);
    put(out, "best_before", product.best_before);
    put(out, "weight_grams", product.weight_grams);
    put(out, "price_cents", product.price_cents);
    put(out, "count", product.count);
  }
  void operator()(const LoyaltyCard& card) const { put(out, "number", card.number); }
  void operator()(const PickupCode& pickup) const {
    put(out, "code", pickup.code);
    put(out, "token", pickup.token);
  }
  void operator()(const Coupon& coupon) const {
    put(out, "code", coupon.code);
    put(out, "token", coupon.token);
  }
  void operator()(const Gs1Coupon& coupon) const {
    put(out, "number", coupon.number);
    put(out, "serial", coupon.serial);
  }
  void operator()(const Badge& badge) const {
    put(out, "code", badge.code);
    put(out, "staff", badge.staff);
  }
  void operator()(const HandOff& hand_off) const { put(out, "token", hand_off.token); }
};

}  // namespace

std::string_view kind_of(const Meaning& meaning) {
  struct Name {
    std::string_view operator()(const Unknown&) const { return "unknown"; }
    std::string_view operator()(const Product&) const { return "product"; }
    std::string_view operator()(const LoyaltyCard&) const { return "loyalty_card"; }
    std::string_view operator()(const PickupCode&) const { return "pickup_code"; }
    std::string_view operator()(const Coupon&) const { return "coupon"; }
    std::string_view operator()(const Gs1Coupon&) const { return "gs1_coupon"; }
    std::string_view operator()(const Badge&) const { return "badge"; }
    std::string_view operator()(const HandOff&) const { return "hand_off"; }
  };
  return std::visit(Name{}, meaning);
}

std::string to_json(const Meaning& meaning) {
  json::Writer out;
  out.begin_object().field("kind", kind_of(meaning));
  std::visit(Body{out}, meaning);
  out.end_object();
  return out.take();
}

}  // namespace parcours::scan
