// SPDX-License-Identifier: Apache-2.0
// Who is meant: identities, their links and their one spelling.
#include <fmt/format.h>

#include <algorithm>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journey/fold.h"
#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out{text};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// French national numbers get their country; separators go.
std::string plain_phone(std::string_view text) {
  std::string out;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || (c == '+' && out.empty())) out += c;
  if (out.compare(0, 2, "00") == 0) return "+" + out.substr(2);
  if (out.size() == 10 && out[0] == '0') return "+33" + out.substr(1);
  return out;
}

/// The field of the customer that shows an identity of this kind; none for a visitor.
std::string* shown_field(Customer& customer, std::string_view kind) {
  if (kind == "card") return &customer.card;
  if (kind == "email") return &customer.email;
  if (kind == "phone") return &customer.phone;
  return nullptr;
}

Status check_kind(const Fold& fold, std::string_view kind) {
  for (const auto one : {"card", "email", "phone", "visitor"})
    if (kind == one) return {};
  return fail(ErrorCode::Invalid,
              fmt::format("{}: data.kind must be card, email, phone or visitor", fold.event.type),
              "kind");
}

}  // namespace

Result<std::string> customer_in(std::string_view identity, const RowSource& rows) {
  PARCOURS_TRY(const auto row, rows.find(kind::kIdentity, identity));
  if (!row) return std::string{};
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  return document.root().string("customer");
}

Status check_identity_free(const Fold& fold, std::string_view identity, std::string_view member) {
  PARCOURS_TRY(const auto owner, customer_in(identity, fold.sheet));
  if (owner.empty() || owner == fold.customer->id) return {};
  PARCOURS_TRY(const auto living, fold.sheet.find(kind::kCustomer, owner));
  if (!living) return {};
  return fail(ErrorCode::Invalid,
              fmt::format("{}: data.{} is another customer's already ({}); identity.linked with "
                          "data.evidence moves it",
                          fold.event.type, member, owner),
              std::string{member});
}

std::string identity_key(std::string_view kind, std::string_view value) {
  if (kind == "email") return fmt::format("email:{}", lower_ascii(value));
  if (kind == "phone") return fmt::format("phone:{}", plain_phone(value));
  return fmt::format("{}:{}", kind, value);
}

Result<std::string> customer_of_subject(std::string_view subject_kind, std::string_view value,
                                        const RowSource& rows) {
  std::string id;
  if (subject_kind == "customer") {
    id = value;
  } else {
    PARCOURS_TRY(id, customer_in(identity_key(subject_kind, value), rows));
    if (id.empty() && subject_kind == "order") {
      PARCOURS_TRY(const auto row, rows.find(kind::kOrder, value));
      if (row) {
        PARCOURS_TRY(const auto order, parse_order(row->body));
        id = order.customer;
      }
    }
  }
  if (id.empty()) return id;
  PARCOURS_TRY(const auto row, rows.find(kind::kCustomer, id));
  return row ? id : std::string{};
}

Result<std::optional<Customer>> find_customer(std::string_view id, const RowSource& rows) {
  std::optional<Customer> none;
  if (id.empty()) return none;
  PARCOURS_TRY(const auto row, rows.find(kind::kCustomer, id));
  if (!row) return none;
  PARCOURS_TRY(auto customer, parse_customer(row->body));
  return std::optional<Customer>{std::move(customer)};
}

void put_identity(Sheet& sheet, const Customer& customer, std::string_view key) {
  json::Writer out;
  out.begin_object().field("customer", customer.id).end_object();
  sheet.put(customer_scope(customer), kind::kIdentity, key, out.take());
}

Status fold_identity(Fold& fold) {
  if (!fold.customer) return {};
  const auto kind = fold.text("kind");
  const auto value = fold.text("value");
  PARCOURS_CHECK(check_kind(fold, kind));
  const auto key = identity_key(kind, value);
  auto* field = shown_field(*fold.customer, kind);
  PARCOURS_TRY(const auto owner, customer_in(key, fold.sheet));
  if (fold.event.type == "identity.linked") {
    if (fold.text("evidence").empty()) PARCOURS_CHECK(check_identity_free(fold, key, "value"));
    // The former owner's row may lie in another scope, where the new one would not replace it.
    PARCOURS_TRY(const auto former, fold.sheet.find(kind::kIdentity, key));
    if (former) fold.sheet.remove(former->scope, kind::kIdentity, key);
    put_identity(fold.sheet, *fold.customer, key);
    if (field != nullptr && field->empty()) *field = value;
  } else if (fold.event.type == "identity.unlinked" && owner == fold.customer->id) {
    fold.sheet.remove(customer_scope(*fold.customer), kind::kIdentity, key);
    if (field != nullptr && identity_key(kind, *field) == key) field->clear();
  }
  return {};
}

}  // namespace parcours::journey
