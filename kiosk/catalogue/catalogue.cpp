// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/catalogue.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "platform/json/value.h"

namespace parcours::catalogue {
namespace {

constexpr std::size_t kProductsMax = 500'000;
constexpr std::size_t kShopsMax = 5'000;

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string stock_key(std::string_view product, std::string_view shop) {
  std::string key(product);
  key.push_back('/');
  key.append(shop);
  return key;
}

bool nearer(const StockLine& a, const StockLine& b) {
  if (a.here != b.here) return a.here;
  if (a.distance_km != b.distance_km) return a.distance_km < b.distance_km;
  return a.shop < b.shop;
}

}  // namespace

std::string to_gtin14(std::string_view code) {
  if (!all_digits(code)) return {};
  if (code.size() != 8 && code.size() != 12 && code.size() != 13 && code.size() != 14) return {};
  return std::string(14 - code.size(), '0') + std::string(code);
}

double distance_km(const journey::Shop& a, const journey::Shop& b) {
  constexpr double kEarthRadiusKm = 6371.0;
  constexpr double kRadians = std::numbers::pi / 180.0;
  const double latitude = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double longitude = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double h = latitude * latitude + std::cos(a.latitude * kRadians) *
                                             std::cos(b.latitude * kRadians) * longitude *
                                             longitude;
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

Catalogue::Catalogue(const journey::RowSource& rows, std::string shop, Search search)
    : x_rows(rows), x_shop(std::move(shop)), x_search(std::move(search)) {}

Result<journey::Product> Catalogue::product(std::string_view id) const {
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kProduct, id));
  if (!row) {
    return fail(ErrorCode::NotFound,
                "no product '" + std::string(id) + "' here; import it at the hub or sync first",
                "product");
  }
  return journey::parse_product(row->body);
}

Result<journey::Product> Catalogue::by_code(std::string_view code) const {
  const std::string gtin = to_gtin14(code);
  if (gtin.empty()) return product(code);
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kCode, gtin));
  if (!row) return fail(ErrorCode::NotFound, "no product has the code " + gtin, "code");
  PARCOURS_TRY(const auto document, json::Document::parse(row->body));
  return product(document.root().string("product"));
}

Card Catalogue::card_of(const journey::Product& product) const {
  Card card;
  card.id = product.id;
  card.name = product.name;
  card.brand = product.brand;
  card.family = product.family;
  card.price = product.price;
  card.was = product.was;
  card.picture = product.picture;
  // A figure that cannot be read counts as none: a card must not promise a piece.
  const auto counted_here = counted(product.id, x_shop).value_or(std::nullopt);
  card.available_here = counted_here.value_or(0);
  card.counted_here = counted_here.has_value();
  return card;
}

Result<Card> Catalogue::card(std::string_view id) const {
  PARCOURS_TRY(const auto found, product(id));
  return card_of(found);
}

Result<std::vector<StockLine>> Catalogue::stock(std::string_view product) const {
  PARCOURS_TRY(const auto rows,
               x_rows.scan(journey::kind::kStock, stock_key(product, ""), kShopsMax));
  PARCOURS_TRY(const auto all_shops, shops());
  const auto shop_named = [&](const std::string& id) -> const journey::Shop* {
    for (const auto& candidate : all_shops) {
      if (candidate.id == id) return &candidate;
    }
    return nullptr;
  };
  const journey::Shop* here = shop_named(x_shop);
  std::vector<StockLine> lines;
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto stock, journey::parse_stock(row.body));
    const journey::Shop* shop = shop_named(stock.shop);
    StockLine line;
    line.shop = stock.shop;
    line.shop_name = shop != nullptr ? shop->name : stock.shop;
    line.here = stock.shop == x_shop;
    line.available = stock.available();
    if (here != nullptr && shop != nullptr) line.distance_km = distance_km(*here, *shop);
    line.counted_ms = stock.counted_ms;
    line.source = stock.source;
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(), nearer);
  return lines;
}

Result<std::optional<int>> Catalogue::counted(std::string_view product,
                                              std::string_view shop) const {
  if (shop.empty()) return std::nullopt;
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kStock, stock_key(product, shop)));
  if (!row) return std::nullopt;
  PARCOURS_TRY(const auto stock, journey::parse_stock(row->body));
  return stock.available();
}

Result<int> Catalogue::available(std::string_view product, std::string_view shop) const {
  PARCOURS_TRY(const auto figure, counted(product, shop));
  return figure.value_or(0);
}

Result<int> Catalogue::available_here(std::string_view product) const {
  return available(product, x_shop);
}

Result<std::vector<journey::Family>> Catalogue::families() const {
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kFamily, "", kShopsMax));
  std::vector<journey::Family> families;
  for (const auto& row : rows) {
    PARCOURS_TRY(auto family, journey::parse_family(row.body));
    families.push_back(std::move(family));
  }
  return families;
}

Result<const std::vector<Card>*> Catalogue::all() const {
  if (!x_all) {
    PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kProduct, "", kProductsMax));
    std::vector<Card> cards;
    cards.reserve(rows.size());
    for (const auto& row : rows) {
      PARCOURS_TRY(const auto product, journey::parse_product(row.body));
      cards.push_back(card_of(product));
    }
    std::stable_partition(cards.begin(), cards.end(),
                          [](const Card& card) { return card.available_here > 0; });
    x_all = std::move(cards);
  }
  return &*x_all;
}

Result<Shelf> Catalogue::shelf(std::string_view family, std::size_t limit) const {
  PARCOURS_TRY(const auto* cards, all());
  Shelf shelf;
  for (const Card& card : *cards) {
    if (!family.empty() && card.family != family) continue;
    ++shelf.total;
    if (shelf.cards.size() < limit) shelf.cards.push_back(card);
  }
  return shelf;
}

Result<std::vector<Card>> Catalogue::search(std::string_view words, std::size_t limit) const {
  std::vector<Card> cards;
  if (!to_gtin14(words).empty()) {
    const auto found = by_code(words);
    if (found) {
      cards.push_back(card_of(*found));
      return cards;
    }
  }
  if (!x_search || words.empty()) return cards;
  PARCOURS_TRY(const auto hits, x_search("product", words, limit));
  for (const auto& hit : hits) {
    auto found = card(hit.key);
    if (found) cards.push_back(std::move(*found));
  }
  return cards;
}

Result<std::vector<journey::Shop>> Catalogue::shops() const {
  PARCOURS_TRY(const auto rows, x_rows.scan(journey::kind::kShop, "", kShopsMax));
  std::vector<journey::Shop> shops;
  for (const auto& row : rows) {
    PARCOURS_TRY(auto shop, journey::parse_shop(row.body));
    shops.push_back(std::move(shop));
  }
  return shops;
}

Result<journey::Shop> Catalogue::shop(std::string_view id) const {
  PARCOURS_TRY(const auto row, x_rows.find(journey::kind::kShop, id));
  if (!row) return fail(ErrorCode::NotFound, "no shop '" + std::string(id) + "' here", "shop");
  return journey::parse_shop(row->body);
}

}  // namespace parcours::catalogue
