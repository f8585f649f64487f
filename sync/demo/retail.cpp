// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/retail.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "platform/crypto/password.h"
#include "sync/demo/words.h"

namespace parcours::demo {
namespace {

using journey::Product;
using journey::Text2;

struct Anchor {
  std::string_view shape;
  std::string_view line;
  std::string_view colour;
  std::int64_t cents;
  std::int64_t was_cents;
};

constexpr Anchor kAnchors[]{
    {"tv", "Horizon", "canard", 89900, 0},
    {"bracket", "Ancrage", "noir", 6990, 0},
    {"soundbar", "Chorale", "noir", 24900, 29900},
    {"cable", "Filin", "noir", 1990, 0},
    {"lamp", "Aurore", "ocre", 7490, 0},
    {"cushion", "Embrun", "ocre", 2990, 0},
    {"armchair", "Clairière", "sauge", 34900, 39900},
    {"tote", "Grand Large", "camel", 12900, 15900},
    {"sneaker", "Rivage", "terracotta", 8990, 0},
    {"shelf", "Causse", "sapin", 24900, 0},
    {"coffee", "Matinale", "noir", 19900, 0},
    {"mug", "Brume", "sauge", 1690, 0},
};

std::size_t kind_index(std::string_view shape) {
  const auto& kinds = kind_words();
  return static_cast<std::size_t>(
      std::find_if(kinds.begin(), kinds.end(),
                   [&](const KindWords& kind) { return kind.shape == shape; }) -
      kinds.begin());
}

const ColourWords& colour_of(std::string_view id) {
  const auto& colours = colour_words();
  return *std::find_if(colours.begin(), colours.end(),
                       [&](const ColourWords& colour) { return colour.id == id; });
}

const FamilyWords& family_of(std::string_view id) {
  const auto& families = family_words();
  return *std::find_if(families.begin(), families.end(),
                       [&](const FamilyWords& family) { return family.id == id; });
}

std::vector<journey::Shop> make_shops() {
  return {{"S1", "Toulouse Capitole", "Toulouse", "14 place du Capitole", 43.6045, 1.4440, "20:00"},
          {"S2", "Montpellier Comédie", "Montpellier", "8 place de la Comédie", 43.6086, 3.8799,
           "20:00"},
          {"S3", "Albi Vigan", "Albi", "21 place du Vigan", 43.9277, 2.1479, "19:00"},
          {"S4", "Carcassonne Bastide", "Carcassonne", "5 rue de Verdun", 43.2130, 2.3491, "19:00"},
          {"S5", "Bordeaux Sainte-Catherine", "Bordeaux", "112 rue Sainte-Catherine", 44.8378,
           -0.5746, "20:00"},
          {"S6", "Lyon Bellecour", "Lyon", "3 place Bellecour", 45.7578, 4.8320, "20:00"}};
}

/// Advice of a seller, by world.
Text2 advice_of(std::string_view world) {
  static const std::map<std::string_view, Text2> words{
      {"salon",
       {"Mesurez la distance au mur : nous vérifions ensemble que tout s'accorde.",
        "Measure the distance to the wall: we check together that everything fits."}},
      {"numerique",
       {"Apportez votre appareil, le transfert de vos données est offert.",
        "Bring your device, moving your files over is free."}},
      {"chambre",
       {"Touchez les matières avant de choisir, elles sont en exposition.",
        "Feel the fabrics before you choose, they are on display."}},
      {"cuisine",
       {"Compatible induction ? Le pictogramme est sous l'article.",
        "Induction? The mark is under the article."}},
      {"mode",
       {"Entre deux tailles, prenez la plus grande ; l'échange est gratuit 30 jours.",
        "Between two sizes take the larger; exchanges are free for 30 days."}},
      {"beaute",
       {"Essayez sur le poignet et attendez dix minutes.",
        "Try it on your wrist and wait ten minutes."}},
      {"sante",
       {"Lisez la notice et demandez conseil en caisse.",
        "Read the leaflet and ask for advice at the till."}},
      {"jardin",
       {"Arrosez peu et souvent la première semaine.",
        "Water little and often in the first week."}},
      {"sport",
       {"Nos conseillers règlent le matériel avec vous avant la première sortie.",
        "Our advisers set the equipment up with you before the first outing."}},
      {"enfant", {"Vérifiez l'âge conseillé sur l'étiquette.", "Check the age on the label."}},
      {"bureau",
       {"Essayez la plume sur le papier que vous utilisez.", "Try the nib on the paper you use."}}};
  const auto at = words.find(world);
  return at == words.end() ? Text2{} : at->second;
}

/// Prices end in 90 cents below 100 euros and on whole euros above.
Money shelf_price(double euros) {
  const auto whole = std::max<std::int64_t>(2, static_cast<std::int64_t>(euros + 0.5));
  return whole < 100 ? Money{whole * 100 - 10} : Money{(whole - whole % 5) * 100 + 400};
}

/// A screen of each colour's place in the kind's list, and what a middling brand asks for it. The
/// steps are wider than what a brand or a line adds or takes: a larger screen is always dearer.
struct Screen {
  int inches;
  double euros;
};
constexpr Screen kScreens[]{{55, 869}, {43, 429}, {65, 1190}, {50, 599}, {75, 1690}, {32, 279}};

const Screen& screen_of(const KindWords& kind, std::string_view colour) {
  const auto colours = split(kind.colours, ' ');
  const auto at = std::find(colours.begin(), colours.end(), colour) - colours.begin();
  return kScreens[static_cast<std::size_t>(at) % std::size(kScreens)];
}

void name_product(Product& product, const KindWords& kind, std::string_view line,
                  std::string_view colour) {
  const auto& words = colour_of(colour);
  if (kind.shape == "tv") {
    const int inches = screen_of(kind, colour).inches;
    product.name = {fmt::format("{} {} {}″", kind.fr, line, inches),
                    fmt::format("{} {} {}″", line, kind.en, inches)};
  } else {
    product.name = {fmt::format("{} {} {}", kind.fr, line, words.fr),
                    fmt::format("{} {}, {}", line, kind.en, words.en)};
    product.facts.push_back(
        {fmt::format("Coloris {}", words.fr), fmt::format("Colour: {}", words.en)});
  }
}

Product make_product(std::size_t number, const KindWords& kind, std::string_view line,
                     std::string_view colour, Random& random) {
  const auto& family = family_of(kind.family);
  Product product;
  product.id = fmt::format("P{:04}", number + 1);
  product.gtin = "0" + with_check_digit(fmt::format("952{:09}", number + 1));
  product.facts.push_back({std::string{kind.fact_fr}, std::string{kind.fact_en}});
  name_product(product, kind, line, colour);
  const auto brands = split(family.brands, '|');
  product.brand = brands[line.size() % brands.size()];
  product.family = kind.family;
  const double u = random.unit();
  product.price = shelf_price(
      kind.shape == "tv" ? screen_of(kind, colour).euros * (0.95 + 0.1 * u)
                         : static_cast<double>(kind.low_euros) +
                               static_cast<double>(kind.high_euros - kind.low_euros) * u * u);
  if (random.chance(0.16))
    product.was =
        shelf_price(static_cast<double>(product.price.cents) / 100 * (1.15 + 0.2 * random.unit()));
  if (product.was <= product.price) product.was = {};
  product.picture = fmt::format("{}-{}.jpg", kind.shape, colour);
  product.advice = advice_of(family.world);
  const auto place = &family - family_words().data();
  product.aisle = fmt::format("allée {}, {}", place / 2 + 1, family.fr);
  product.rating_tenths = random.chance(0.9) ? static_cast<int>(random.between(36, 49)) : 0;
  product.reviews = product.rating_tenths ? static_cast<int>(random.between(3, 480)) : 0;
  if (random.chance(0.3)) product.facts.push_back({"Fabriqué en Occitanie", "Made in Occitanie"});
  return product;
}

void add_product(Retail& retail, std::size_t kind, Product product) {
  retail.of_kind[kind].push_back(static_cast<ProductIndex>(retail.products.size()));
  retail.kind.push_back(kind);
  retail.products.push_back(std::move(product));
}

void make_products(Retail& retail, const Options& options, Random& random) {
  const auto& kinds = kind_words();
  const auto& lines = line_names();
  std::set<std::string> names;
  retail.of_kind.resize(kinds.size());
  for (const auto& anchor : kAnchors) {
    const auto kind = kind_index(anchor.shape);
    auto product =
        make_product(retail.products.size(), kinds[kind], anchor.line, anchor.colour, random);
    product.price = {anchor.cents};
    product.was = {anchor.was_cents};
    names.insert(product.name.fr);
    add_product(retail, kind, std::move(product));
  }
  const auto wanted = static_cast<std::size_t>(options.products);
  for (std::size_t i = 0; retail.products.size() < wanted; ++i) {
    const auto kind = i % kinds.size();
    const auto colours = split(kinds[kind].colours, ' ');
    const auto ordinal = i / kinds.size();
    const auto line = lines[(kind * 7 + ordinal / colours.size()) % lines.size()];
    auto product = make_product(retail.products.size(), kinds[kind], line,
                                colours[ordinal % colours.size()], random);
    if (ordinal / colours.size() >= lines.size())
      product.name.fr += fmt::format(" {}", ordinal / colours.size() / lines.size() + 1);
    if (names.insert(product.name.fr).second) add_product(retail, kind, std::move(product));
  }
}

/// Each product has two partners of every kind that goes with its own: what the model has to find.
void make_partners(Retail& retail) {
  const auto& kinds = kind_words();
  retail.partners.resize(retail.products.size());
  for (std::size_t i = 0; i < retail.products.size(); ++i) {
    const auto& own = retail.of_kind[retail.kind[i]];
    const auto place = static_cast<std::size_t>(
        std::find(own.begin(), own.end(), static_cast<ProductIndex>(i)) - own.begin());
    for (const auto shape : split(kinds[retail.kind[i]].with, ' ')) {
      const auto& others = retail.of_kind[kind_index(shape)];
      if (others.empty()) continue;
      retail.partners[i].push_back(others[place % others.size()]);
      retail.partners[i].push_back(others[(place * 5 + 3) % others.size()]);
    }
  }
}

/// A relation of the catalogue, both ways; the product's own list stays short enough to read.
void make_fits(Retail& retail) {
  constexpr std::size_t kFitsMax = 10;
  constexpr std::pair<std::string_view, std::string_view> kFitting[]{
      {"tv", "bracket"}, {"tv", "soundbar"}, {"tv", "cable"}, {"phone", "earbuds"}};
  const auto fit = [&](ProductIndex a, ProductIndex b) {
    for (const auto& [one, other] : {std::pair{a, b}, std::pair{b, a}}) {
      auto& fits = retail.products[one].fits;
      const auto& id = retail.products[other].id;
      if (fits.size() < kFitsMax && std::find(fits.begin(), fits.end(), id) == fits.end())
        fits.push_back(id);
    }
  };
  for (const auto& [first, second] : kFitting) {
    const auto& whole = retail.of_kind[kind_index(first)];
    const auto& part = retail.of_kind[kind_index(second)];
    for (std::size_t i = 0; i < whole.size() && !part.empty(); ++i)
      for (std::size_t k = 0; k < 3; ++k) fit(whole[i], part[(i + k * 7) % part.size()]);
  }
}

struct Employee {
  std::string_view name;
  std::string_view role;
  std::string_view shop;
  std::string_view pin;
};

/// The README names the first two; the others' PIN is their number, twice.
constexpr Employee kEmployees[]{
    {"Léa Martin", "associate", "S1", "1234"},      {"Nadia Benali", "manager", "S1", "4321"},
    {"Karim Haddad", "associate", "S1", "0303"},    {"Solène Castel", "associate", "S1", "0404"},
    {"Julien Fabre", "manager", "S2", "0505"},      {"Chloé Vidal", "associate", "S2", "0606"},
    {"Antoine Pons", "associate", "S2", "0707"},    {"Hélène Cazals", "manager", "S3", "0808"},
    {"Yanis Rouquette", "associate", "S3", "0909"}, {"Damien Alary", "manager", "S4", "1010"},
    {"Manon Calvet", "associate", "S4", "1111"},    {"Aurélie Faure", "manager", "S5", "1212"},
    {"Mehdi Traoré", "associate", "S5", "1313"},    {"Pauline Sicard", "associate", "S5", "1414"},
    {"Étienne Roche", "manager", "S6", "1515"},     {"Linh Nguyen", "associate", "S6", "1616"},
};

Result<std::vector<journey::Staff>> make_staff(const Options& options) {
  std::vector<journey::Staff> staff;
  for (const auto& one : kEmployees) {
    journey::Staff member;
    member.id = fmt::format("E{:03}", staff.size() + 1);
    member.badge = "BADGE-" + member.id;
    member.name = one.name;
    member.role = one.role;
    member.shop = one.shop;
    PARCOURS_TRY(member.pin_hash, crypto::hash_password(one.pin, options.pin_cost));
    staff.push_back(std::move(member));
  }
  return staff;
}

void make_worlds(Retail& retail) {
  const auto& kinds = kind_words();
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    const auto world = family_of(kinds[kind].family).world;
    auto at = std::find(retail.worlds.begin(), retail.worlds.end(), world);
    if (at == retail.worlds.end()) {
      retail.worlds.push_back(world);
      retail.kinds_of_world.emplace_back();
      at = retail.worlds.end() - 1;
    }
    retail.kinds_of_world[static_cast<std::size_t>(at - retail.worlds.begin())].push_back(kind);
  }
}

}  // namespace

Result<Retail> make_retail(const Options& options) {
  Retail retail;
  Random random{options.seed};
  retail.shops = make_shops();
  PARCOURS_TRY(retail.staff, make_staff(options));
  for (const auto& family : family_words())
    retail.families.push_back({std::string{family.id},
                               {std::string{family.fr}, std::string{family.en}},
                               std::string{family.icon}});
  make_products(retail, options, random);
  make_partners(retail);
  make_fits(retail);
  make_worlds(retail);
  return retail;
}

std::string with_check_digit(std::string digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i)
    sum += (digits[i] - '0') * ((digits.size() - i) % 2 == 1 ? 3 : 1);
  digits.push_back(static_cast<char>('0' + (10 - sum % 10) % 10));
  return digits;
}

std::string card_of(int number) {
  return with_check_digit(fmt::format("29{:010}", number));
}

std::string customer_id(int number) {
  return fmt::format("C{:05}", number);
}

ProductIndex pick_of_kind(const Retail& retail, std::size_t kind, Random& random) {
  const auto& products = retail.of_kind[kind];
  const double u = random.unit();
  return products[static_cast<std::size_t>(u * u * u * static_cast<double>(products.size()))];
}

}  // namespace parcours::demo
