// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/training.h"

#include <limits>
#include <set>

#include "platform/json/value.h"
#include "sync/affinity/model.h"
#include "sync/journey/entities.h"
#include "sync/journey/fold.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kSales =
    "SELECT bytes,time_ms FROM event WHERE type='purchase.completed' ORDER BY time_ms,number";
constexpr auto kAll = std::numeric_limits<std::size_t>::max();

Result<affinity::Basket> basket_of(const HubDb& db, const journey::Event& event) {
  affinity::Basket basket;
  basket.id = event.id;
  basket.time_ms = to_ms(event.time);
  PARCOURS_TRY(basket.customer, journey::resolve_customer(event, db.rows()));
  // A buyer without a file is still one buyer.
  if (basket.customer.empty()) basket.customer = event.subject;
  PARCOURS_TRY(const auto data, json::Document::parse(event.data));
  for (const auto& line : data.root().find("lines").elements()) {
    basket.products.push_back(line.string("product"));
  }
  return basket;
}

Status learn_sales(HubDb& db, affinity::Model& model) {
  PARCOURS_TRY(auto sales, db.connection().prepare(kSales));
  while (true) {
    PARCOURS_TRY(const bool found, sales.step());
    if (!found) return {};
    PARCOURS_TRY(auto event, journey::parse_event(sales.column_text(0), WallTime{}));
    event.time = from_ms(sales.column_int(1));  // the believed one, whatever the till's clock said
    PARCOURS_TRY(const auto basket, basket_of(db, event));
    if (!basket.products.empty()) model.learn(basket);
  }
}

Result<std::set<std::string>> keys_of(const HubDb& db, std::string_view kind) {
  PARCOURS_TRY(const auto rows, db.rows().scan(kind, "", kAll, false));
  std::set<std::string> keys;
  for (const auto& row : rows) keys.insert(row.key);
  return keys;
}

journey::Suggestions suggestions_for(const affinity::Model& model, const std::string& product,
                                     const std::set<std::string>& catalogue) {
  journey::Suggestions suggestions;
  suggestions.product = product;
  constexpr std::size_t kItemsMax = 50;  // as journey::Suggestions says; terminals carry them all
  for (const auto& neighbour : model.neighbours(product)) {
    if (suggestions.items.size() == kItemsMax) break;
    if (catalogue.count(neighbour.product) == 0) continue;
    suggestions.items.push_back({neighbour.product, neighbour.ridge + neighbour.conditional,
                                 neighbour.conditional, neighbour.customers});
  }
  return suggestions;
}

Status put_suggestions(HubDb& db, const std::string& product, std::optional<std::string> body,
                       Trained& trained) {
  PARCOURS_TRY(const auto applied, db.put({"catalogue", std::string{journey::kind::kSuggest},
                                           product, std::move(body)}));
  if (applied != Applied::Unchanged) ++trained.changed;
  return {};
}

Status write_rows(HubDb& db, const affinity::Model& model, Trained& trained) {
  PARCOURS_TRY(const auto catalogue, keys_of(db, journey::kind::kProduct));
  PARCOURS_TRY(auto stale, keys_of(db, journey::kind::kSuggest));
  for (const auto& product : model.products()) {
    if (catalogue.count(product) == 0) continue;
    const auto suggestions = suggestions_for(model, product, catalogue);
    if (suggestions.items.empty()) continue;
    PARCOURS_CHECK(put_suggestions(db, product, to_json(suggestions), trained));
    stale.erase(product);
    ++trained.rows;
  }
  for (const auto& product : stale) {
    PARCOURS_CHECK(put_suggestions(db, product, std::nullopt, trained));
  }
  return {};
}

}  // namespace

Result<Trained> train(HubDb& db) {
  affinity::Model model;
  PARCOURS_CHECK(learn_sales(db, model));
  model.refit();
  Trained trained;
  trained.baskets = model.baskets();
  trained.products = static_cast<std::int64_t>(model.products().size());
  PARCOURS_CHECK(db.begin());
  if (const auto written = write_rows(db, model, trained); !written) {
    db.rollback();
    return fail(written.error());
  }
  PARCOURS_TRY(const auto commit, db.commit());
  static_cast<void>(commit);
  return trained;
}

}  // namespace parcours::hub
