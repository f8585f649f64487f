// SPDX-License-Identifier: Apache-2.0
#include "sync/affinity/model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "sync/affinity/ridge.h"

namespace parcours::affinity {
namespace {

using Index = std::uint32_t;

/// Weights are whole numbers of this unit, so that sums do not depend on the order of learning.
constexpr double kWeightUnit = 1 << 20;

std::int64_t weight_of(std::size_t products) {
  return std::llround(kWeightUnit / std::sqrt(static_cast<double>(products)));
}

struct Sale {
  std::string customer;
  std::vector<Index> products;  ///< distinct, ascending
};

/// How often two products were sold together.
struct Pair {
  Index other = 0;
  std::uint32_t baskets = 0;
  double weight = 0;  ///< sum of n^-0.5
};

/// A neighbour by index.
struct Link {
  Index other = 0;
  double ridge = 0;
  double conditional = 0;
  int baskets = 0;
  [[nodiscard]] double alone() const { return ridge + conditional; }
};

struct Sum {
  Index product = 0;
  double score = 0;
};

}  // namespace

struct Model::Impl {
  Tuning tuning;
  std::vector<std::string> names;
  std::unordered_map<std::string, Index> index;
  std::vector<Sale> sales;
  std::vector<std::vector<std::uint32_t>> sales_of;  ///< per product: its learned sales, ascending
  std::int64_t learned = 0;
  std::int64_t weights = 0;                      ///< of all learned sales, in units
  std::vector<std::vector<Pair>> pairs;          ///< per product, ascending by the other
  std::vector<std::vector<Index>> sources;       ///< per target: products with a weight for it
  std::vector<std::map<Index, double>> targets;  ///< per product: its weight for each target
  std::vector<std::vector<Link>> links;          ///< per product, best first
  std::set<Index> dirty;                         ///< sold or forgotten since they were solved
  std::set<Index> stale;                         ///< solved, their lists not yet made again

  Index intern(const std::string& name);
  std::vector<Index> distinct(const Basket& basket);
  [[nodiscard]] bool is_small(const Sale& sale) const {
    return sale.products.size() <= tuning.basket_max;
  }
  [[nodiscard]] const Pair* pair(Index a, Index b) const;
  [[nodiscard]] std::uint32_t baskets_of(Index product) const;
  void collect_pairs(Index product);
  [[nodiscard]] std::vector<Index> nearest(Index target) const;
  void solve_target(Index target, std::set<Index>& touched);
  [[nodiscard]] std::vector<Index> candidates(Index product) const;
  [[nodiscard]] int customers_of(Index a, Index b) const;
  void keep_best(Index product);
  [[nodiscard]] const std::vector<Link>& list(Index product);
  [[nodiscard]] std::vector<Index> known(const std::vector<std::string>& basket) const;
  [[nodiscard]] std::vector<Sum> best_of(const std::vector<Index>& hand, double size,
                                         std::size_t limit);
  [[nodiscard]] Index reason_of(const std::vector<Index>& hand, Index product);
  void solve(const std::set<Index>& products);
};

Index Model::Impl::intern(const std::string& name) {
  const auto [at, fresh] = index.try_emplace(name, static_cast<Index>(names.size()));
  if (fresh) {
    names.push_back(name);
    sales_of.emplace_back();
    pairs.emplace_back();
    sources.emplace_back();
    targets.emplace_back();
    links.emplace_back();
  }
  return at->second;
}

std::vector<Index> Model::Impl::distinct(const Basket& basket) {
  std::vector<Index> products;
  for (const auto& name : basket.products) products.push_back(intern(name));
  std::sort(products.begin(), products.end());
  products.erase(std::unique(products.begin(), products.end()), products.end());
  return products;
}

const Pair* Model::Impl::pair(Index a, Index b) const {
  const auto& row = pairs[a];
  const auto at = std::lower_bound(row.begin(), row.end(), b,
                                   [](const Pair& one, Index other) { return one.other < other; });
  return at != row.end() && at->other == b ? &*at : nullptr;
}

std::uint32_t Model::Impl::baskets_of(Index product) const {
  const auto* self = pair(product, product);
  return self ? self->baskets : 0;
}

void Model::Impl::collect_pairs(Index product) {
  thread_local std::vector<std::pair<std::uint32_t, std::int64_t>> sums;
  sums.resize(std::max(sums.size(), names.size()));
  std::vector<Index> seen;
  for (const auto number : sales_of[product]) {
    const auto& sale = sales[number];
    if (!is_small(sale)) continue;
    const auto weight = weight_of(sale.products.size());
    for (const auto other : sale.products) {
      if (sums[other].first++ == 0) seen.push_back(other);
      sums[other].second += weight;
    }
  }
  std::sort(seen.begin(), seen.end());
  pairs[product].clear();
  for (const auto other : seen) {
    pairs[product].push_back(
        {other, sums[other].first, static_cast<double>(sums[other].second) / kWeightUnit});
    sums[other] = {};
  }
}

/// The products most like the target by weighted cosine, as many as the ridge takes.
std::vector<Index> Model::Impl::nearest(Index target) const {
  std::vector<std::pair<double, Index>> near;
  for (const auto& one : pairs[target]) {
    if (one.other == target) continue;
    const auto* self = pair(one.other, one.other);
    if (self) near.emplace_back(one.weight / std::sqrt(self->weight), one.other);
  }
  const auto kept = std::min(near.size(), static_cast<std::size_t>(tuning.neighbours));
  std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept), near.end(),
                    [&](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first
                                                : names[a.second] < names[b.second];
                    });
  std::vector<Index> nearest(kept);
  std::transform(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept), nearest.begin(),
                 [](const auto& one) { return one.second; });
  return nearest;
}

void Model::Impl::solve_target(Index target, std::set<Index>& touched) {
  for (const auto source : sources[target]) {
    targets[source].erase(target);
    touched.insert(source);
  }
  sources[target].clear();
  const auto near = nearest(target);
  const auto n = near.size();
  std::vector<double> gram(n * n), right(n);
  for (std::size_t a = 0; a < n; ++a) {
    right[a] = pair(near[a], target)->weight;
    for (std::size_t b = 0; b <= a; ++b) {
      const auto* both = pair(near[a], near[b]);
      gram[a * n + b] = both ? both->weight : 0;
    }
  }
  // Lambda was measured with weights that sum up to the number of sales; the mean weight keeps its
  // meaning.
  const double mean = static_cast<double>(weights) / kWeightUnit /
                      static_cast<double>(std::max<std::int64_t>(1, learned));
  const auto solved = solve_ridge(std::move(gram), std::move(right), tuning.lambda * mean);
  for (std::size_t a = 0; a < n; ++a) {
    if (solved[a] <= 0) continue;
    sources[target].push_back(near[a]);
    targets[near[a]][target] = solved[a];
    touched.insert(near[a]);
  }
}

/// Those with a ridge weight and those most often in the same sale.
std::vector<Index> Model::Impl::candidates(Index product) const {
  auto often = pairs[product];
  const auto kept = std::min(often.size(), static_cast<std::size_t>(tuning.kept) + 1);
  std::partial_sort(often.begin(), often.begin() + static_cast<std::ptrdiff_t>(kept), often.end(),
                    [&](const Pair& a, const Pair& b) {
                      return a.baskets != b.baskets ? a.baskets > b.baskets
                                                    : names[a.other] < names[b.other];
                    });
  std::vector<Index> found;
  for (std::size_t i = 0; i < kept; ++i)
    if (often[i].other != product) found.push_back(often[i].other);
  for (const auto& [target, weight] : targets[product]) found.push_back(target);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

int Model::Impl::customers_of(Index a, Index b) const {
  std::set<std::string_view> customers;
  std::vector<std::uint32_t> both;
  std::set_intersection(sales_of[a].begin(), sales_of[a].end(), sales_of[b].begin(),
                        sales_of[b].end(), std::back_inserter(both));
  for (const auto number : both)
    if (is_small(sales[number]) && !sales[number].customer.empty())
      customers.insert(sales[number].customer);
  return static_cast<int>(customers.size());
}

void Model::Impl::keep_best(Index product) {
  auto& best = links[product];
  best.clear();
  const double own = std::max(1U, baskets_of(product));
  for (const auto other : candidates(product)) {
    Link one{other};
    const auto at = targets[product].find(other);
    if (at != targets[product].end()) one.ridge = at->second;
    if (const auto* both = pair(product, other)) one.baskets = static_cast<int>(both->baskets);
    one.conditional = one.baskets / own;
    best.push_back(one);
  }
  std::sort(best.begin(), best.end(), [&](const Link& a, const Link& b) {
    return a.alone() != b.alone() ? a.alone() > b.alone() : names[a.other] < names[b.other];
  });
}

std::vector<Index> Model::Impl::known(const std::vector<std::string>& basket) const {
  std::vector<Index> hand;
  for (const auto& product : basket)
    if (const auto at = index.find(product); at != index.end()) hand.push_back(at->second);
  return hand;
}

/// The best sums over the products in hand (`size` of them, known or not); none of them is among
/// the results.
std::vector<Sum> Model::Impl::best_of(const std::vector<Index>& hand, double size,
                                      std::size_t limit) {
  thread_local std::vector<double> scores;
  scores.resize(std::max(scores.size(), names.size()));
  std::vector<Index> seen;
  for (const auto product : hand) {
    for (const auto& link : list(product)) {
      if (scores[link.other] == 0) seen.push_back(link.other);
      scores[link.other] += link.ridge + link.conditional / (size * size);
    }
  }
  for (const auto product : hand) scores[product] = 0;
  std::vector<Sum> sums;
  for (const auto product : seen) {
    if (scores[product] > 0) sums.push_back({product, scores[product]});
    scores[product] = 0;
  }
  const auto kept = std::min(limit, sums.size());
  std::partial_sort(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(kept), sums.end(),
                    [&](const Sum& a, const Sum& b) {
                      return a.score != b.score ? a.score > b.score
                                                : names[a.product] < names[b.product];
                    });
  sums.resize(kept);
  return sums;
}

/// Which product of the hand speaks for `product` most.
Index Model::Impl::reason_of(const std::vector<Index>& hand, Index product) {
  Index because = hand.front();
  double most = -1;
  for (const auto one : hand)
    for (const auto& link : list(one))
      if (link.other == product && link.alone() > most) {
        most = link.alone();
        because = one;
      }
  return because;
}

const std::vector<Link>& Model::Impl::list(Index product) {
  if (stale.erase(product) > 0) keep_best(product);
  return links[product];
}

void Model::Impl::solve(const std::set<Index>& products) {
  for (const auto product : products) collect_pairs(product);
  std::set<Index> touched = products;
  for (const auto product : products) solve_target(product, touched);
  // Lists that a new weight touched are made again when they are read: a sale touches hundreds.
  stale.insert(touched.begin(), touched.end());
  dirty.clear();
}

Model::Model(Tuning tuning) : x_impl(std::make_unique<Impl>()) {
  x_impl->tuning = tuning;
}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

void Model::learn(const Basket& basket) {
  auto& impl = *x_impl;
  auto products = impl.distinct(basket);
  if (products.empty()) return;
  const auto number = static_cast<std::uint32_t>(impl.sales.size());
  for (const auto product : products) {
    impl.sales_of[product].push_back(number);
    impl.dirty.insert(product);
  }
  ++impl.learned;
  impl.weights += weight_of(products.size());
  impl.sales.push_back({basket.customer, std::move(products)});
}

Status Model::unlearn(const Basket& basket) {
  auto& impl = *x_impl;
  const auto products = impl.distinct(basket);
  if (products.empty()) return {};
  const auto& candidates = impl.sales_of[products.front()];
  const auto found =
      std::find_if(candidates.rbegin(), candidates.rend(), [&](std::uint32_t number) {
        return impl.sales[number].customer == basket.customer &&
               impl.sales[number].products == products;
      });
  if (found == candidates.rend())
    return fail(ErrorCode::NotFound, "no such sale was learned; nothing was changed", basket.id);
  const auto number = *found;
  for (const auto product : products) {
    auto& list = impl.sales_of[product];
    list.erase(std::lower_bound(list.begin(), list.end(), number));
    impl.dirty.insert(product);
  }
  --impl.learned;
  impl.weights -= weight_of(products.size());
  impl.sales[number] = {};
  return {};
}

void Model::settle() {
  x_impl->solve(std::set<Index>{x_impl->dirty});
}

void Model::refit() {
  std::set<Index> all;
  for (Index i = 0; i < x_impl->names.size(); ++i) all.insert(i);
  x_impl->solve(all);
  for (const auto product : all) static_cast<void>(x_impl->list(product));
}

std::vector<std::string> Model::products() const {
  std::vector<std::string> sold;
  for (std::size_t i = 0; i < x_impl->names.size(); ++i)
    if (!x_impl->sales_of[i].empty()) sold.push_back(x_impl->names[i]);
  std::sort(sold.begin(), sold.end());
  return sold;
}

std::vector<Neighbour> Model::neighbours(std::string_view product) const {
  auto& impl = *x_impl;
  const auto at = impl.index.find(std::string{product});
  if (at == impl.index.end()) return {};
  std::vector<Neighbour> list;
  for (const auto& link : impl.list(at->second))
    list.push_back({impl.names[link.other], link.ridge, link.conditional, link.baskets,
                    impl.customers_of(at->second, link.other)});
  return list;
}

std::vector<Scored> Model::score(const std::vector<std::string>& basket, std::size_t limit) const {
  auto& impl = *x_impl;
  const auto hand = impl.known(basket);
  std::vector<Scored> best;
  for (const auto& sum : impl.best_of(hand, static_cast<double>(basket.size()), limit)) {
    const auto because = impl.reason_of(hand, sum.product);
    best.push_back({impl.names[sum.product], sum.score, impl.names[because],
                    impl.customers_of(because, sum.product)});
  }
  return best;
}

std::vector<std::string> Model::rank(const std::vector<std::string>& basket,
                                     std::size_t limit) const {
  std::vector<std::string> names;
  for (const auto& sum :
       x_impl->best_of(x_impl->known(basket), static_cast<double>(basket.size()), limit))
    names.push_back(x_impl->names[sum.product]);
  return names;
}

std::int64_t Model::sales(std::string_view product) const {
  const auto at = x_impl->index.find(std::string{product});
  return at == x_impl->index.end() ? 0
                                   : static_cast<std::int64_t>(x_impl->sales_of[at->second].size());
}

std::int64_t Model::baskets() const {
  return x_impl->learned;
}

std::vector<Scored> score(const std::vector<NeighbourList>& lists, std::size_t limit) {
  struct Sum {
    double score = 0;
    double most = -1;
    const NeighbourList* because = nullptr;
    int customers = 0;
  };
  std::unordered_map<std::string_view, Sum> sums;
  const double size = static_cast<double>(lists.size());
  for (const auto& list : lists) {
    for (const auto& one : list.items) {
      auto& sum = sums[one.product];
      sum.score += one.ridge + one.conditional / (size * size);
      if (one.ridge + one.conditional > sum.most)
        sum = {sum.score, one.ridge + one.conditional, &list, one.customers};
    }
  }
  for (const auto& list : lists) sums.erase(list.product);
  std::vector<std::pair<std::string_view, Sum>> order(sums.begin(), sums.end());
  const auto kept = std::min(limit, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    [](const auto& a, const auto& b) {
                      return a.second.score != b.second.score ? a.second.score > b.second.score
                                                              : a.first < b.first;
                    });
  std::vector<Scored> best;
  for (std::size_t i = 0; i < kept; ++i)
    best.push_back({std::string{order[i].first}, order[i].second.score,
                    order[i].second.because->product, order[i].second.customers});
  return best;
}

}  // namespace parcours::affinity
