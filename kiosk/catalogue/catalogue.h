// SPDX-License-Identifier: Apache-2.0
// Products, families and stock as a terminal of one shop sees them: look-ups and search over the
// replica's rows. Owned by the core thread. Reads only; keeps the light list of products in memory
// until rows_changed().
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/money.h"
#include "platform/base/result.h"
#include "sync/journal/journal.h"
#include "sync/journey/entities.h"
#include "sync/journey/row.h"

namespace parcours::catalogue {

/// Where words are looked up: Journal::search on a terminal. `kind` is "product" or "customer".
using Search = std::function<Result<std::vector<journal::SearchHit>>(
    std::string_view kind, std::string_view words, std::size_t limit)>;

/// A product as a card or a list shows it.
struct Card {
  std::string id;
  journey::Text2 name;
  std::string brand;
  std::string family;
  Money price;
  Money was;  ///< 0 when not reduced
  std::string picture;
  int available_here = 0;
  bool counted_here = false;  ///< a figure of this shop is there; without one nothing is known
};

/// Pieces in one shop, with the age and the source of the figure.
struct StockLine {
  std::string shop;
  std::string shop_name;
  bool here = false;
  int available = 0;
  double distance_km = 0;  ///< from this terminal's shop, 0 for here
  std::int64_t counted_ms = 0;
  std::string source;
};

struct Shelf {
  std::vector<Card> cards;
  int total = 0;  ///< products of the family, those left out by the limit included
};

class Catalogue {
 public:
  /// `rows` outlives the catalogue. `shop` is this terminal's; empty before pairing (no stock is
  /// "here" then).
  Catalogue(const journey::RowSource& rows, std::string shop, Search search = {});

  /// One product; NotFound names the id.
  [[nodiscard]] Result<journey::Product> product(std::string_view id) const;
  /// A product by id or by any code that was scanned or typed: GTIN-8, -12, -13, -14. NotFound: no
  /// such product.
  [[nodiscard]] Result<journey::Product> by_code(std::string_view code) const;
  [[nodiscard]] Result<Card> card(std::string_view id) const;
  [[nodiscard]] Card card_of(const journey::Product& product) const;

  /// In every shop that has a figure: here first, then by distance.
  [[nodiscard]] Result<std::vector<StockLine>> stock(std::string_view product) const;
  /// Pieces that may be promised in one shop; 0 when there is no figure.
  [[nodiscard]] Result<int> available(std::string_view product, std::string_view shop) const;
  /// The same; empty when there is no figure.
  [[nodiscard]] Result<std::optional<int>> counted(std::string_view product,
                                                   std::string_view shop) const;
  [[nodiscard]] Result<int> available_here(std::string_view product) const;

  [[nodiscard]] Result<std::vector<journey::Family>> families() const;
  /// Products of a family ("" = all), in stock here first, then by id.
  [[nodiscard]] Result<Shelf> shelf(std::string_view family, std::size_t limit) const;
  /// Products for the words typed so far, best first; a whole code finds its product.
  [[nodiscard]] Result<std::vector<Card>> search(std::string_view words, std::size_t limit) const;
  [[nodiscard]] Result<std::vector<journey::Shop>> shops() const;
  [[nodiscard]] Result<journey::Shop> shop(std::string_view id) const;
  [[nodiscard]] const std::string& here() const { return x_shop; }

  /// Rows came or went: what is kept in memory is read again when next asked for.
  void rows_changed() { x_all.reset(); }

 private:
  [[nodiscard]] Result<const std::vector<Card>*> all() const;

  const journey::RowSource& x_rows;
  std::string x_shop;
  Search x_search;
  mutable std::optional<std::vector<Card>> x_all;
};

/// Digits of a GTIN-8, -12, -13 or -14 as GTIN-14; empty when `code` is none of these.
[[nodiscard]] std::string to_gtin14(std::string_view code);
/// Great-circle distance in kilometres (haversine, mean Earth radius 6371 km).
[[nodiscard]] double distance_km(const journey::Shop& a, const journey::Shop& b);

}  // namespace parcours::catalogue
