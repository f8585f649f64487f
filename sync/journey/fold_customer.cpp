// SPDX-License-Identifier: Apache-2.0
// The customer's own row: profile, consents, automation, erasure.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journey/fold.h"
#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

struct Field {
  std::string_view member;
  std::string Customer::*field;
  std::string_view identity;  ///< kind, when the field is one
};

constexpr std::array<Field, 9> kFields{{{"first_name", &Customer::first_name, ""},
                                        {"last_name", &Customer::last_name, ""},
                                        {"card", &Customer::card, "card"},
                                        {"email", &Customer::email, "email"},
                                        {"phone", &Customer::phone, "phone"},
                                        {"birthday", &Customer::birthday, ""},
                                        {"language", &Customer::language, ""},
                                        {"adviser", &Customer::adviser, ""},
                                        {"tier", &Customer::tier_given, ""}}};

/// Everything that hangs on a customer by a key that begins with its id.
constexpr std::array<std::string_view, 5> kHanging{kind::kTimeline, kind::kPoints, kind::kCoupon,
                                                   kind::kCustomerOrder, kind::kNote};

int tier_rank(std::string_view tier) {
  return tier == "gold" ? 2 : tier == "silver" ? 1 : 0;
}

Result<std::vector<Row>> identities_of(const Fold& fold, const std::string& customer) {
  PARCOURS_TRY(auto rows, fold.sheet.scan(kind::kIdentity, "", kAllRows, false));
  std::string quoted;
  json::append_string(quoted, customer);
  std::vector<Row> out;
  for (auto& row : rows) {
    // A look at the text spares parsing everybody's rows.
    if (row.body.find(quoted) == std::string::npos) continue;
    PARCOURS_TRY(const auto document, json::Document::parse(row.body));
    if (document.root().string("customer") == customer) out.push_back(std::move(row));
  }
  return out;
}

/// A customer without a shop lives in the first one: a scope that nobody holds would hide it.
Result<std::string> home_for(const Fold& fold) {
  for (const auto member : {"home_shop", "shop"})
    if (auto shop = fold.text(member); !shop.empty()) return shop;
  PARCOURS_TRY(const auto rows, fold.sheet.scan(kind::kShop, "", 1, false));
  return rows.empty() ? std::string{} : rows.front().key;
}

Status move_home(Fold& fold, const std::string& shop) {
  auto& customer = *fold.customer;
  const auto from = customer_scope(customer);
  customer.home_shop = shop;
  const auto to = customer_scope(customer);
  std::vector<Row> rows;
  for (const auto kind : kHanging) {
    PARCOURS_TRY(auto some, fold.sheet.scan(kind, customer.id + "/", kAllRows, false));
    std::move(some.begin(), some.end(), std::back_inserter(rows));
  }
  PARCOURS_TRY(auto identities, identities_of(fold, customer.id));
  std::move(identities.begin(), identities.end(), std::back_inserter(rows));
  fold.sheet.remove(from, kind::kCustomer, customer.id);
  for (auto& row : rows) {
    if (row.scope != from) continue;
    fold.sheet.remove(from, row.kind, row.key);
    fold.sheet.put(to, row.kind, row.key, row.body);
    if (row.kind != kind::kCustomerOrder) continue;
    const auto id = row.key.substr(customer.id.size() + 1);
    PARCOURS_TRY(const auto order_row, fold.sheet.find(kind::kOrder, id));
    if (!order_row) continue;
    PARCOURS_TRY(const auto order, parse_order(order_row->body));
    fold.sheet.remove(from, kind::kOrder, id);
    if (order.shop != shop) fold.sheet.put(to, kind::kOrder, id, order_row->body);
    if (!order.shop.empty())
      fold.sheet.put(shop_scope(order.shop), kind::kOrder, id, order_row->body);
  }
  return {};
}

Status set_field(Fold& fold, const Field& field, std::string value) {
  auto& customer = *fold.customer;
  auto& member = customer.*field.field;
  if (!field.identity.empty()) {
    const auto key = identity_key(field.identity, value);
    if (!value.empty()) PARCOURS_CHECK(check_identity_free(fold, key, field.member));
    if (!member.empty() && member != value) {
      // Linked to somebody else since, it is theirs.
      const auto former = identity_key(field.identity, member);
      PARCOURS_TRY(const auto owner, customer_in(former, fold.sheet));
      if (owner == customer.id)
        fold.sheet.remove(customer_scope(customer), kind::kIdentity, former);
    }
    if (!value.empty()) put_identity(fold.sheet, customer, key);
  }
  member = std::move(value);
  return {};
}

bool same_value(const Field& field, std::string_view a, std::string_view b) {
  if (field.identity.empty()) return a == b;
  return identity_key(field.identity, a) == identity_key(field.identity, b);
}

/// Somebody's creation told again may say what is known; anything else would be a change by
/// whoever guesses an id.
Status check_retold(const Fold& fold) {
  const auto& known = *fold.customer;
  const auto differs = [&](std::string_view member) {
    return fail(ErrorCode::Invalid,
                fmt::format("customer.created: customer {} is known already, with another data.{}; "
                            "tell changes with customer.updated",
                            known.id, member),
                std::string{member});
  };
  if (const auto shop = fold.text("home_shop"); !shop.empty() && shop != known.home_shop)
    return differs("home_shop");
  for (const auto& field : kFields) {
    const auto value = fold.text(field.member);
    if (!value.empty() && !same_value(field, value, known.*field.field))
      return differs(field.member);
  }
  return {};
}

Status forget_in_orders(Fold& fold, const std::string& customer) {
  PARCOURS_TRY(const auto rows,
               fold.sheet.scan(kind::kCustomerOrder, customer + "/", kAllRows, false));
  for (const auto& row : rows) {
    const auto id = row.key.substr(customer.size() + 1);
    PARCOURS_TRY(const auto order_row, fold.sheet.find(kind::kOrder, id));
    if (!order_row) continue;
    PARCOURS_TRY(auto order, parse_order(order_row->body));
    order.customer.clear();
    order.customer_name.clear();
    fold.sheet.remove(customer_scope(*fold.customer), kind::kOrder, id);
    if (!order.shop.empty())
      fold.sheet.put(shop_scope(order.shop), kind::kOrder, id, to_json(order));
  }
  return {};
}

Status forget_in_tasks(Fold& fold, const std::string& customer) {
  PARCOURS_TRY(const auto rows, fold.sheet.scan(kind::kTask, "", kAllRows, false));
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto task, parse_task(row.body));
    if (task.customer == customer) fold.sheet.remove(row.scope, kind::kTask, row.key);
  }
  return {};
}

}  // namespace

Status begin_customer(Fold& fold) {
  if (fold.event.type != "customer.created") return {};
  if (fold.customer) return check_retold(fold);
  if (fold.event.subject_kind() != "customer")
    return fail(ErrorCode::Invalid, "customer.created: subject must be customer:ID", "subject");
  Customer customer;
  customer.id = fold.event.subject_value();
  if (customer.id.find('/') != std::string::npos)
    return fail(ErrorCode::Invalid, "customer.created: a customer's id must not contain '/'",
                "subject");
  PARCOURS_TRY(const auto erased, fold.sheet.find(kind::kErased, customer.id));
  if (erased) return {};
  PARCOURS_TRY(customer.home_shop, home_for(fold));
  customer.language = "fr";
  customer.tier = "bronze";
  fold.customer = std::move(customer);
  return {};
}

Status fold_customer(Fold& fold) {
  if (!fold.customer) return {};
  const bool updates = fold.event.type == "customer.updated";
  const bool creates = fold.event.type == "customer.created" && fold.customer_body.empty();
  if (!updates && !creates) return {};
  PARCOURS_TRY(const bool overruled, happened_later(fold, [](const TimelineEntry& entry) {
                 return entry.type == "customer.updated";
               }));
  if (const auto shop = fold.text("home_shop");
      !shop.empty() && !overruled && shop != fold.customer->home_shop)
    PARCOURS_CHECK(move_home(fold, shop));
  for (const auto& field : kFields) {
    const auto value = fold.data.find(field.member).as_string();
    if (!value || (value->empty() && !updates)) continue;
    // A later update may have decided otherwise: a late one fills gaps only.
    if (overruled && !((*fold.customer).*field.field).empty()) continue;
    PARCOURS_CHECK(set_field(fold, field, std::string{*value}));
  }
  if (tier_rank(fold.customer->tier_given) > tier_rank(fold.customer->tier))
    fold.customer->tier = fold.customer->tier_given;
  return {};
}

Status fold_consent(Fold& fold) {
  if (!fold.customer) return {};
  const auto purpose = fold.text("purpose");
  PARCOURS_TRY(const bool overruled, happened_later(fold, [&](const TimelineEntry& entry) {
                 return entry.type.compare(0, 8, "consent.") == 0 && entry.detail == purpose;
               }));
  if (!overruled) fold.customer->consents.by_purpose[purpose] = fold.event.type == "consent.given";
  return {};
}

Status fold_automation(Fold& fold) {
  if (!fold.customer) return {};
  PARCOURS_TRY(const bool overruled, happened_later(fold, [](const TimelineEntry& entry) {
                 return entry.type.compare(0, 11, "automation.") == 0;
               }));
  if (!overruled) fold.customer->automation_paused = fold.event.type == "automation.paused";
  return {};
}

Status erase_customer(Fold& fold) {
  if (!fold.customer) return {};
  const auto id = fold.customer->id;
  PARCOURS_CHECK(forget_in_orders(fold, id));
  PARCOURS_CHECK(forget_in_tasks(fold, id));
  for (const auto kind : kHanging) {
    PARCOURS_TRY(const auto rows, fold.sheet.scan(kind, id + "/", kAllRows, false));
    for (const auto& row : rows) fold.sheet.remove(row.scope, kind, row.key);
  }
  PARCOURS_TRY(const auto identities, identities_of(fold, id));
  for (const auto& row : identities) fold.sheet.remove(row.scope, kind::kIdentity, row.key);
  fold.sheet.remove(customer_scope(*fold.customer), kind::kCustomer, id);
  json::Writer out;
  out.begin_object().field("time_ms", fold.time_ms()).end_object();
  fold.sheet.put(customer_scope(*fold.customer), kind::kErased, id, out.take());
  fold.customer.reset();
  return {};
}

}  // namespace parcours::journey
