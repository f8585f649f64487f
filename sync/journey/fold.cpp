// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/fold.h"

#include <fmt/format.h>

#include <array>

#include "platform/base/id.h"
#include "sync/journey/fold_parts.h"
#include "sync/journey/vocabulary.h"

namespace parcours::journey {
namespace {

struct Theme {
  std::string_view prefix;  ///< of the type; the first that fits decides
  Status (*fold)(Fold&);
};

constexpr std::array<Theme, 20> kThemes{{{"customer.erased", erase_customer},
                                         {"customer.", fold_customer},
                                         {"identity.", fold_identity},
                                         {"consent.", fold_consent},
                                         {"automation.", fold_automation},
                                         {"web.product_viewed", fold_viewed},
                                         {"app.product_viewed", fold_viewed},
                                         {"order.", fold_order},
                                         {"pickup.", fold_pickup},
                                         {"purchase.", fold_purchase},
                                         {"coupon.", fold_coupon},
                                         {"message.", fold_message},
                                         {"survey.", fold_survey},
                                         {"reward.", fold_reward},
                                         {"points.", fold_points},
                                         {"value.", fold_value},
                                         {"referral.", fold_referral},
                                         {"stock.", fold_stock},
                                         {"note.", fold_note},
                                         {"task.", fold_task}}};

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool is_person(std::string_view subject_kind) {
  return !subject_kind.empty() && subject_kind != "product" && subject_kind != "shop" &&
         subject_kind != "staff";
}

std::string order_of(const Event& event, const json::Value& data) {
  auto order = data.string("order");
  if (order.empty() && event.subject_kind() == "order") order = event.subject_value();
  return order;
}

/// The subject that stands for the person: the event's own, or what its data names.
std::string person_of(const Event& event, const json::Value& data) {
  if (is_person(event.subject_kind()))
    return identity_key(event.subject_kind(), event.subject_value());
  if (const auto customer = data.string("customer"); !customer.empty())
    return "customer:" + customer;
  const auto order = order_of(event, data);
  return order.empty() ? std::string{} : "order:" + order;
}

Result<std::string> customer_of(std::string_view person, const RowSource& rows) {
  if (person.empty()) return std::string{};
  const auto colon = person.find(':');
  return customer_of_subject(person.substr(0, colon), person.substr(colon + 1), rows);
}

Result<json::Document> read_data(const Event& event) {
  auto document = json::Document::parse(event.data);
  if (!document)
    return fail(ErrorCode::Invalid, fmt::format("{}: data is not valid JSON", event.type), "data");
  if (!document->root().is_object() && find_event_type(event.type) != nullptr)
    return fail(ErrorCode::Invalid, fmt::format("{}: data must be a JSON object", event.type),
                "data");
  return std::move(*document);
}

Status load(Fold& fold) {
  fold.order_id = order_of(fold.event, fold.data);
  if (!fold.order_id.empty()) {
    PARCOURS_TRY(const auto row, fold.sheet.find(kind::kOrder, fold.order_id));
    if (row) {
      PARCOURS_TRY(fold.order, parse_order(row->body));
    }
  }
  PARCOURS_TRY(auto id, customer_of(person_of(fold.event, fold.data), fold.sheet));
  if (id.empty() && fold.order) id = fold.order->customer;
  if (id.empty()) return {};
  PARCOURS_TRY(auto row, fold.sheet.find(kind::kCustomer, id));
  if (!row) return {};
  PARCOURS_TRY(fold.customer, parse_customer(row->body));
  fold.customer_body = std::move(row->body);
  return {};
}

Status run(Fold& fold) {
  PARCOURS_CHECK(load(fold));
  PARCOURS_CHECK(begin_customer(fold));
  PARCOURS_CHECK(add_to_timeline(fold));
  for (const auto& theme : kThemes) {
    if (!starts_with(fold.event.type, theme.prefix)) continue;
    PARCOURS_CHECK(theme.fold(fold));
    break;
  }
  if (!fold.customer) return {};
  PARCOURS_CHECK(settle_planned(fold));
  PARCOURS_CHECK(settle_stage(fold.sheet, *fold.customer, fold.entry, fold.latest));
  auto after = to_json(*fold.customer);
  if (after != fold.customer_body)
    fold.sheet.put(customer_scope(*fold.customer), kind::kCustomer, fold.customer->id,
                   std::move(after));
  return {};
}

/// "customer:…" unless the customer is known or was erased.
Result<std::string> unless_known(const std::string& customer, const RowSource& rows) {
  PARCOURS_TRY(const auto row, rows.find(kind::kCustomer, customer));
  if (row) return std::string{};
  PARCOURS_TRY(const auto erased, rows.find(kind::kErased, customer));
  return erased ? std::string{} : "customer:" + customer;
}

}  // namespace

Result<std::vector<RowChange>> fold(const Event& event, const RowSource& rows) {
  PARCOURS_TRY(const auto document, read_data(event));
  PARCOURS_CHECK(check_data(event.type, document.root()));
  Sheet sheet(rows);
  Fold state{event, document.root(), sheet, event_key(event), {}, {}, {}, {}, {}, true, false};
  PARCOURS_CHECK(run(state));
  return sheet.take();
}

Result<std::string> resolve_customer(const Event& event, const RowSource& rows) {
  PARCOURS_TRY(const auto document, read_data(event));
  return customer_of(person_of(event, document.root()), rows);
}

Result<std::string> waits_for(const Event& event, const RowSource& rows) {
  if (event.type == "customer.created") return std::string{};
  PARCOURS_TRY(const auto document, read_data(event));
  if (starts_with(event.type, "pickup.") || event.type == "order.paid") {
    const auto order = order_of(event, document.root());
    PARCOURS_TRY(const auto row, rows.find(kind::kOrder, order));
    return row ? std::string{} : "order:" + order;
  }
  auto person = person_of(event, document.root());
  PARCOURS_TRY(const auto customer, customer_of(person, rows));
  const auto referrer = document.root().string("referrer");
  if (!customer.empty() && event.type == "referral.used" && !referrer.empty())
    return unless_known(referrer, rows);
  if (!customer.empty()) return std::string{};
  if (starts_with(person, "customer:")) return unless_known(person.substr(9), rows);
  return person;
}

std::string made_known(const RowChange& change) {
  if (!change.body) return {};
  if (change.kind == kind::kIdentity) return change.key;
  if (change.kind == kind::kCustomer) return "customer:" + change.key;
  if (change.kind == kind::kOrder) return "order:" + change.key;
  return {};
}

std::string event_key(const Event& event) {
  return is_uuid(event.id) ? event.id : event.id + "@" + event.source;
}

}  // namespace parcours::journey
