// SPDX-License-Identifier: Apache-2.0
// What sells with what, learned from baskets: per product a ridge over its nearest co-bought
// products, plus P(j given i). Pure values, one thread at a time. It knows no stock, no family, no
// person: the shelves are kiosk/advice. Sums are exact integers, so that learning a basket and
// forgetting it leaves the model as if it had never been.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::affinity {

/// One sale: distinct products bought together.
struct Basket {
  std::string id;        ///< invoice or event id; for messages only
  std::string customer;  ///< "" when unknown: counts as a sale, never as a customer of a reason
  std::int64_t time_ms = 0;
  std::vector<std::string> products;  ///< repeats are ignored
};

/// What goes with a product. `ridge + conditional` is its score when that product alone is in hand.
struct Neighbour {
  std::string product;
  double ridge = 0;        ///< weight of the neighbourhood ridge, >= 0
  double conditional = 0;  ///< P(neighbour in the basket, given the product), 0..1
  int baskets = 0;         ///< sales with both
  int customers = 0;       ///< distinct known customers that bought both in one sale
};

struct Scored {
  std::string product;
  double score = 0;
  std::string because;  ///< the product of the basket that weighs most
  int customers = 0;    ///< support for `because`
};

/// Defaults are those that were measured best (ADVICE.md).
struct Tuning {
  int neighbours = 30;  ///< of the ridge, per target product
  double lambda = 5;
  int kept =
      50;  ///< most often in the same sale, per product; all ridge weights are kept beside them
  std::size_t basket_max =
      100;  ///< larger baskets are stock-ups of wholesalers: counted as sales, not as pairs
};

class Model {
 public:
  explicit Model(Tuning tuning = {});
  ~Model();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;

  /// Adds a sale; its products are solved again at the next `settle`.
  void learn(const Basket& basket);
  /// Takes a sale back (a return, an erasure). NotFound: no such basket (same customer, same
  /// products) was learned.
  [[nodiscard]] Status unlearn(const Basket& basket);
  /// Solves again what learned and forgotten sales touched (milliseconds).
  void settle();
  /// Solves everything; the nightly run, and the first one.
  void refit();

  [[nodiscard]] std::vector<std::string> products() const;  ///< sold at least once, sorted
  [[nodiscard]] std::vector<Neighbour> neighbours(std::string_view product) const;  ///< best first
  /// Products that go with `basket`, best first, none of it among them.
  [[nodiscard]] std::vector<Scored> score(const std::vector<std::string>& basket,
                                          std::size_t limit) const;
  /// The same order without scores and reasons: much faster, for measuring.
  [[nodiscard]] std::vector<std::string> rank(const std::vector<std::string>& basket,
                                              std::size_t limit) const;
  [[nodiscard]] std::int64_t sales(std::string_view product) const;
  [[nodiscard]] std::int64_t baskets() const;

  struct Impl;

 private:
  std::unique_ptr<Impl> x_impl;
};

/// The same score from stored lists: `lists[k]` are the neighbours of the k-th product of the
/// basket.
struct NeighbourList {
  std::string product;
  std::vector<Neighbour> items;
};
[[nodiscard]] std::vector<Scored> score(const std::vector<NeighbourList>& lists, std::size_t limit);

}  // namespace parcours::affinity
