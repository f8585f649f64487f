// SPDX-License-Identifier: Apache-2.0
// Pieces of a product in a shop: movements and counts.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

Result<std::optional<Stock>> find_stock(const Sheet& sheet, const std::string& product,
                                        const std::string& shop) {
  PARCOURS_TRY(const auto row, sheet.find(kind::kStock, fmt::format("{}/{}", product, shop)));
  if (!row) return std::optional<Stock>{};
  PARCOURS_TRY(auto stock, parse_stock(row->body));
  return std::optional{std::move(stock)};
}

Stock none_yet(const std::string& product, const std::string& shop) {
  Stock stock;
  stock.product = product;
  stock.shop = shop;
  return stock;
}

void put_stock(Sheet& sheet, const Stock& stock) {
  sheet.put("catalogue", kind::kStock, fmt::format("{}/{}", stock.product, stock.shop),
            to_json(stock));
}

}  // namespace

Status move_stock(Sheet& sheet, const StockMove& move, std::int64_t time_ms,
                  std::string_view source) {
  if (move.shop.empty() || (move.on_hand == 0 && move.reserved == 0)) return {};
  PARCOURS_TRY(const auto known, find_stock(sheet, move.product, move.shop));
  if (!known) {
    PARCOURS_TRY(const auto shop, sheet.find(kind::kShop, move.shop));
    if (!shop) return {};  // a sale stays a sale, but the catalogue gets no goods of nowhere
  }
  auto stock = known.value_or(none_yet(move.product, move.shop));
  stock.reserved += move.reserved;
  if (move.on_hand != 0 && time_ms > stock.baseline_ms) {
    stock.on_hand += move.on_hand;
    stock.source = source;
    if (time_ms > stock.counted_ms) stock.counted_ms = time_ms;
  }
  put_stock(sheet, stock);
  return {};
}

Status check_shop(const Fold& fold) {
  const auto shop = fold.text("shop");
  if (shop.empty()) return {};
  PARCOURS_TRY(const auto row, fold.sheet.find(kind::kShop, shop));
  if (row) return {};
  return fail(ErrorCode::Invalid,
              fmt::format("{}: data.shop \"{}\" is no shop of the catalogue; import it first",
                          fold.event.type, shop),
              "shop");
}

Status fold_stock(Fold& fold) {
  if (fold.event.type != "stock.counted") return {};
  PARCOURS_CHECK(check_shop(fold));
  const auto product = fold.text("product"), shop = fold.text("shop");
  PARCOURS_TRY(const auto known, find_stock(fold.sheet, product, shop));
  auto stock = known.value_or(none_yet(product, shop));
  if (fold.time_ms() < stock.baseline_ms) return {};
  stock.on_hand = static_cast<int>(fold.data.integer("on_hand"));
  stock.baseline_ms = fold.time_ms();
  stock.counted_ms = std::max(stock.counted_ms, stock.baseline_ms);
  stock.source = fold.data.string("source", "count");
  put_stock(fold.sheet, stock);
  return {};
}

}  // namespace parcours::journey
