// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/ui/samples.h"

#include "kiosk/ui/screens/table.h"

namespace parcours::ui::samples {
namespace {

using namespace visit;
constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

ProductCard product(int i) {
  struct Row {
    const char* fr;
    const char* en;
    const char* brand;
    int cents, was, stock;
  };
  static const std::vector<Row> rows{
      {"Baskets Rivage", "Shore trainers", "Atelier Nord", 8990, 0, 6},
      {"Cabas Grand Large", "Open sea tote", "Maison Ferrand", 12900, 15900, 2},
      {"Lampe Aurore", "Dawn lamp", "Studio Lueur", 7490, 0, 11},
      {"Vase Méandre", "Meander vase", "Terre & Sel", 5490, 0, 4},
      {"Fauteuil Loire", "Loire armchair", "Maison Ferrand", 34900, 39900, 1},
      {"Montre Quai 38", "Pier 38 watch", "Horlogerie Mistral", 149900, 0, 0},
      {"T-shirt coton bio", "Organic cotton T-shirt", "Atelier Nord", 2490, 0, 24},
      {"Manteau Saint-Malo à double boutonnage", "Saint-Malo double-breasted coat",
       "Maison Ferrand", 24900, 0, 5},
      {"Casque Silence 2", "Silence 2 headphones", "Onde", 19900, 24900, 2}};
  const Row& row = rows[static_cast<std::size_t>(i) % rows.size()];
  ProductCard card;
  card.id = "P000" + std::to_string(i + 1);
  card.name = {row.fr, row.en};
  card.brand = row.brand;
  card.price = {row.cents};
  card.was = {row.was};
  card.picture = "P" + std::to_string(i + 1) + ".jpg";
  card.available_here = row.stock;
  return card;
}

std::vector<ProductCard> products(int count) {
  std::vector<ProductCard> all;
  for (int i = 0; i < count; ++i) all.push_back(product(i));
  return all;
}

std::vector<SuggestionCard> suggestions() {
  const journey::Text2 about{"Cabas Grand Large", "Open sea tote"};
  return {{product(2), "fits", 0, "P0002", about},
          {product(6), "bought_together", 312, "P0002", about},
          {product(8), "popular", 0, "", {}}};
}

OrderCard order(const char* id, const char* state, std::int64_t promised) {
  OrderCard card;
  card.id = id;
  card.customer_name = "C. Dubois";
  card.state = state;
  card.pieces = 2;
  card.bin = card.state == "ready" ? "A4" : "";
  card.promised_ms = promised;
  card.placed_ms = kNow - kDay;
  card.total = {43890};
  return card;
}

CouponCard coupon(const char* code, const char* fr, const char* en, int percent, int days,
                  const char* refusal) {
  CouponCard card;
  card.coupon.code = code;
  card.coupon.percent = percent;
  card.coupon.title = {fr, en};
  card.coupon.until_ms = kNow + days * kDay;
  card.coupon.state = "issued";
  card.refusal = refusal;
  card.usable_here = card.refusal.empty();
  return card;
}

ProductView product_view() {
  ProductView view;
  const ProductCard card = product(1);
  view.product.id = card.id;
  view.product.name = card.name;
  view.product.brand = card.brand;
  view.product.price = card.price;
  view.product.was = card.was;
  view.product.picture = card.picture;
  view.product.aisle = "allée 3";
  view.product.rating_tenths = 43;
  view.product.reviews = 128;
  view.product.facts = {
      {"Cuir de vachette tanné végétal", "Vegetable-tanned cowhide"},
      {"Doublure en coton, poche intérieure zippée", "Cotton lining, zipped pocket"},
      {"42 × 30 × 16 cm, 980 g", "42 × 30 × 16 cm, 980 g"}};
  view.product.advice = {
      "Le cuir prend une belle patine : un lait nourrissant deux fois par an suffit.",
      "The leather ages well: a care lotion twice a year is enough."};
  view.family_name = {"Maroquinerie", "Leather goods"};
  view.stock = {{"S1", "Toulouse Capitole", true, 2, 0, kNow - 4 * kMinute, "till"},
                {"S2", "Toulouse Blagnac", false, 6, 7.8, kNow - 3 * kHour, "count"},
                {"S3", "Montauban", false, 0, 52, kNow - kDay, "count"},
                {"S4", "Albi Vigan", false, 3, 67, kNow - kDay, "till"},
                {"S5", "Carcassonne Bastide", false, 11, 85, kNow - 2 * kHour, "till"},
                {"S6", "Bordeaux Sainte-Catherine", false, 1, 211, kNow - kDay, "count"}};
  view.goes_with = suggestions();
  view.in_basket = 1;
  return view;
}

SpaceView space_view() {
  SpaceView view;
  view.customer = "C00001";
  view.first_name = "Camille";
  view.tier = "silver";
  view.points = 1240;
  view.points_to_next_tier = 3;
  view.stored_value = {2550};
  view.birthday_right = true;
  view.shown = true;
  view.survey = SurveyCard{"livraison", 10, {}, false};
  view.coupons = {
      coupon("TV15", "15 % sur les téléviseurs", "15% off televisions", 15, 3, ""),
      coupon("SURVEY", "10 % pour votre avis", "10% for your opinion", 10, 20, "wrong_channel")};
  view.orders = {order("48177", "ready", kNow - kHour), order("48213", "placed", kNow + 5 * kHour)};
  view.viewed = products(5);
  view.points_lines = {{"e1", 89, "purchase", kNow - 3 * kDay},
                       {"e2", -200, "spent", kNow - 9 * kDay}};
  view.consents.by_purpose = {{"profile", true}, {"email", true}, {"sms", false}, {"advice", true}};
  return view;
}

BasketView basket_view() {
  BasketView view;
  view.lines = {{product(1), 1}, {product(6), 3}};
  view.total = {20370};
  view.discount = {2037};
  view.coupon = "TV15";
  view.goes_with = suggestions();
  view.goes_with.resize(2);
  return view;
}

ViewState base(Screen screen) {
  static std::uint64_t version = 1;
  ViewState view;
  view.version = ++version;
  view.screen = screen;
  view.now_ms = kNow;
  view.shop.id = "S1";
  view.shop.name = "Toulouse Capitole";
  view.shop.open_until = "20:00";
  view.terms = {"10:00", 2, 30};
  view.link.mode = Link::Mode::Hub;
  view.reduce_motion = true;  // Pictures of the end of every movement.
  return view;
}

}  // namespace

visit::ViewState empty_state(Screen screen) {
  ViewState view = base(screen);
  if (screen == Screen::Product) {
    view.product = ProductView{};
    view.product->product.name = {"Article", "Product"};
  }
  return view;
}

visit::ViewState state(Screen screen) {
  ViewState view = base(screen);
  view.basket_pieces = 4;
  view.home.families = {
      {"mode", {"Mode", "Fashion"}, "checkroom"},  {"home", {"Maison", "Home"}, "chair"},
      {"beauty", {"Beauté", "Beauty"}, "spa"},     {"sport", {"Sport", "Sport"}, "directions_run"},
      {"audio", {"Audio", "Audio"}, "headphones"}, {"tv", {"Téléviseurs", "Televisions"}, "tv"}};
  view.home.products = products(9);
  view.home.products_total = 1842;
  view.product = product_view();
  view.search.words = "lampe";
  view.search.results = {product(2), product(4), product(7)};
  view.unknown = {"unknown_product", "product", "EAN-13", "3017620422003"};
  view.space = space_view();
  view.basket = basket_view();
  view.collect.typed = "K7P2";
  view.can_go_back = screen == Screen::Product || screen == Screen::CallAssociate;
  view.failure = {"K-CORRUPT", "/var/lib/parcours/journal.damaged-1", "page 41"};
  if (screen == Screen::Pairing) view.link.trouble = visit::kNotEnrolled;
  view.terminals = {"9b2f6c1e", 84213, 1203344, 48 << 20, {}};
  return view;
}

std::vector<Screen> shopper_screens() {
  return {Screen::Attract,       Screen::Home,    Screen::Search,      Screen::Product,
          Screen::UnknownCode,   Screen::Space,   Screen::Basket,      Screen::Collect,
          Screen::CallAssociate, Screen::Pairing, Screen::ServiceMenu, Screen::Failure};
}

std::vector<Screen> all_screens() {
  std::vector<Screen> all;
  for (int i = 0; i <= static_cast<int>(Screen::Failure); ++i) {
    const auto screen = static_cast<Screen>(i);
    if (screen_function(screen) != nullptr) all.push_back(screen);
  }
  return all;
}

std::string name_of(Screen screen) {
  static const std::vector<std::string> names{
      "attract",        "home",          "search",      "product",        "unknown-code",
      "space",          "basket",        "collect",     "call-associate", "unlock",
      "associate-home", "look-up",       "customer360", "order-detail",   "tasks",
      "pilot",          "collect-board", "exceptions",  "journey-map",    "terminals",
      "pairing",        "service-menu",  "failure"};
  return names[static_cast<std::size_t>(screen)];
}

}  // namespace parcours::ui::samples
