// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/ui/staff_samples.h"

#include "tests/kiosk/ui/samples.h"

namespace parcours::ui::samples {
namespace {

using namespace visit;
constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

OrderCard card(const char* id, const char* name, const char* state, int pieces) {
  OrderCard order;
  order.id = id;
  order.customer_name = name;
  order.state = state;
  order.pieces = pieces;
  order.total = {8990 * pieces};
  order.placed_ms = kNow - kDay;
  order.promised_ms = kNow + 12 * kMinute * pieces;
  return order;
}

std::vector<OrderCard> to_prepare() {
  return {card("48213", "L. Marchand", "placed", 2), card("48217", "S. Benali", "accepted", 1),
          card("48220", "T. Roche", "picking", 4), card("48224", "M. Faure", "placed", 1)};
}

std::vector<OrderCard> ready() {
  std::vector<OrderCard> orders{card("48190", "A. Petit", "ready", 3),
                                card("48196", "J. Costa", "ready", 1),
                                card("48201", "M. Leroy", "ready", 2)};
  const char* const bins[] = {"A4", "B1", "A2"};
  for (std::size_t i = 0; i < orders.size(); ++i) orders[i].bin = bins[i];
  return orders;
}

std::vector<OrderCard> here() {
  std::vector<OrderCard> orders{card("48177", "C. Dubois", "arrived", 1),
                                card("48181", "P. Nguyen", "arrived", 2)};
  orders[0].arrived_ms = kNow - 3 * kMinute;
  orders[1].arrived_ms = kNow - kMinute;
  return orders;
}

std::vector<OrderCard> late() {
  std::vector<OrderCard> orders{card("48150", "R. Vidal", "accepted", 2)};
  orders[0].promised_ms = kNow - 42 * kMinute;
  orders[0].late = true;
  return orders;
}

TimelineLine line(const char* type, const char* channel, const char* initiator, std::int64_t ago) {
  TimelineLine out;
  out.entry.event_id = std::string(type) + std::to_string(ago);
  out.entry.type = type;
  out.entry.channel = channel;
  out.entry.initiator = initiator;
  out.entry.time_ms = kNow - ago;
  return out;
}

std::vector<TimelineLine> timeline() {
  std::vector<TimelineLine> lines{line("pickup.arrived", "kiosk", "customer", 3 * kMinute),
                                  line("message.opened", "sms", "customer", 5 * kHour),
                                  line("pickup.ready", "associate", "brand", 6 * kHour),
                                  line("order.placed", "web", "customer", 22 * kHour),
                                  line("coupon.issued", "post", "brand", 2 * kDay),
                                  line("message.sent", "sms", "brand", 3 * kDay),
                                  line("ad.shown", "ad", "brand", 4 * kDay),
                                  line("web.product_viewed", "web", "customer", 5 * kDay)};
  lines[6].entry.detail = "television_automne";
  lines[7].times = 2;
  lines[3].entry.order = "48177";
  lines[3].entry.amount = {49'900};
  lines[5].entry.actor = "Léa Martin";
  lines[7].entry.detail = "cut_short";
  lines[7].product_name = {"Téléviseur Horizon 55", "Horizon 55 television"};
  return lines;
}

std::vector<TimelineLine> automation() {
  std::vector<TimelineLine> lines{line("message.planned", "email", "brand", 4 * kDay),
                                  line("message.planned", "email", "brand", 5 * kDay),
                                  line("message.sent", "sms", "brand", 3 * kDay),
                                  line("message.sent", "sms", "brand", 6 * kDay),
                                  line("survey.asked", "email", "brand", 7 * kDay),
                                  line("coupon.issued", "post", "brand", 8 * kDay),
                                  line("ad.shown", "ad", "brand", 9 * kDay)};
  const char* const outcomes[] = {"planned", "stopped", "no_reply", "read", "answered", "", ""};
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].outcome = outcomes[i];
  lines[0].entry.due_ms = kNow + 3 * kDay;
  lines[0].product_name = {"Téléviseur Horizon 55", "Horizon 55 television"};
  lines[1].entry.due_ms = kNow + kDay;
  lines[2].entry.actor = "Léa Martin";
  lines[3].entry.actor = "Léa Martin";
  lines[3].in_your_name = true;
  return lines;
}

Customer360View customer() {
  Customer360View view;
  view.customer.id = "C00001";
  view.customer.first_name = "Camille";
  view.customer.last_name = "Dubois";
  view.customer.card = "2900000000017";
  view.customer.tier = "silver";
  view.customer.points = 1240;
  view.customer.stored_value = {1'500};
  view.customer.purchases = 5;
  view.customer.stage = {"validation", "stage.coupon", kNow - 2 * kDay};
  view.customer.consents.by_purpose = {{"profile", true}};
  view.adviser_name = "Léa Martin";
  view.headline_where = "stage.validation";
  view.next_action = "interrupted_view";
  view.next_product = {"Téléviseur Horizon 55", "Horizon 55 television"};
  view.about = view.next_product;
  view.timeline = timeline();
  view.automation = automation();
  view.birthday_right = true;
  view.goes_with = state(Screen::Product).product->goes_with;
  CouponCard usable;
  usable.coupon.code = "TV10-C00001";
  usable.coupon.title = {"10 % sur les téléviseurs", "10% off televisions"};
  usable.coupon.until_ms = kNow + 5 * kDay;
  CouponCard old = usable;
  old.coupon.code = "MERCI5";
  old.coupon.title = {"5 € de remerciement", "€5 thank-you"};
  old.usable_here = false;
  old.refusal = "expired";
  view.coupons = {usable, old};
  view.orders = {here()[0], ready()[1]};
  view.notes = {
      {"n1", "Léa Martin", "Mur en brique : prévoir le support renforcé.", kNow - 3 * kDay}};
  return view;
}

PilotView pilot() {
  PilotView view;
  view.today.revenue = {1'842'000};
  view.today.baskets = 210;
  view.today.advised_baskets = 80;
  view.today.preparation_median_min = 13;
  view.last_week = view.today;
  view.last_week.revenue = {1'702'000};
  view.last_week.advised_baskets = 73;
  view.last_week.preparation_median_min = 11;
  view.today.revenue_by_hour_cents.assign(24, 0);
  view.last_week.revenue_by_hour_cents.assign(24, 0);
  const std::int64_t now[] = {620, 980, 1410, 2150, 2480, 1890, 1620, 2320, 2650, 1300};
  const std::int64_t then[] = {540,  1010, 1280, 1960, 2210, 2060,
                               1500, 1990, 2390, 2900, 2600, 1400};
  for (std::size_t i = 0; i < std::size(now); ++i)
    view.today.revenue_by_hour_cents[9 + i] = now[i] * 100;
  for (std::size_t i = 0; i < std::size(then); ++i)
    view.last_week.revenue_by_hour_cents[9 + i] = then[i] * 100;
  for (int day = 0; day < 30; ++day) {
    view.revenue_30_days_cents.push_back((1'400'000 + day * 15'000 + day % 7 * 40'000));
    view.pickups_30_days.push_back(18 + day % 9);
    view.preparation_30_days_min.push_back(16 - day / 6 + day % 3);
    view.advised_30_days_percent.push_back(30 + day / 4 + day % 4);
  }
  view.last_week_so_far = {1'702'000};
  view.to_prepare = to_prepare();
  view.ready = ready();
  view.here = here();
  view.journey = customer();
  return view;
}

OrderView order_view() {
  OrderView view;
  view.order.id = "48213";
  view.order.customer_name = "L. Marchand";
  view.order.shop = "S1";
  view.order.state = "picking";
  view.order.paid = true;
  view.order.placed_ms = kNow - kDay;
  view.order.promised_ms = kNow + 12 * kMinute;
  view.order.moves = {{"accepted", "E001", "T1", kNow - kHour, ""},
                      {"picking", "E001", "T1", kNow - 4 * kMinute, ""}};
  const auto products = state(Screen::Home).home.products;
  for (std::size_t i = 0; i < 3 && i < products.size(); ++i) {
    const int quantity = i == 1 ? 2 : 1;
    view.lines.push_back({products[i], quantity, i == 0 ? 1 : 0});
    view.order.lines.push_back({products[i].id, quantity, i == 0 ? 1 : 0, products[i].price});
  }
  view.actions = {"pick", "arrive", "cancel"};
  view.refusal = "wrong_product";
  return view;
}

TaskCard task(const char* id, const char* type, std::int64_t ago) {
  TaskCard out;
  out.task.id = id;
  out.task.shop = "S1";
  out.task.type = type;
  out.task.state = "open";
  out.task.opened_ms = kNow - ago;
  return out;
}

std::vector<TaskCard> tasks() {
  std::vector<TaskCard> all{task("t1", "call", 2 * kMinute), task("t2", "arrival", 3 * kMinute),
                            task("t3", "follow_up", 2 * kHour), task("t4", "call", 5 * kHour)};
  all[0].product_name = {"Cabas Grand Large", "Open sea tote"};
  all[1].customer_name = "C. D.";
  all[1].task.order = "48177";
  all[2].customer_name = "J. C.";
  all[2].task.words = "Rappeler pour la livraison du fauteuil";
  all[3].task.owner = "E001";
  return all;
}

JourneyMapView journey_map() {
  JourneyMapView map;
  map.channels = {"web",  "app",   "ad",    "email",     "sms",
                  "post", "phone", "kiosk", "associate", "till"};
  map.stages = {"awareness", "investigation", "validation", "purchase", "loyalty", "ambassador"};
  std::int64_t value = 7;
  for (std::size_t r = 0; r < map.channels.size(); ++r) {
    map.volume.emplace_back();
    for (std::size_t c = 0; c < map.stages.size(); ++c) {
      value = (value * 1103 + 12345) % 18'000;
      map.volume[r].push_back((r + c) % 4 == 3 ? 0 : value / static_cast<std::int64_t>(c + 1));
    }
  }
  return map;
}

ViewState frame_of(Screen screen) {
  ViewState view = state(Screen::Home);
  view.home = {};
  view.screen = screen;
  view.customer_first_name.clear();
  view.basket_pieces = 0;
  const bool manager = screen == Screen::Pilot || screen == Screen::CollectBoard ||
                       screen == Screen::Exceptions || screen == Screen::JourneyMap ||
                       screen == Screen::Terminals;
  view.role = manager ? Role::Manager : Role::Associate;
  view.staff_name = manager ? "Nadia Benali" : "Léa Martin";
  view.can_go_back = screen == Screen::Customer360 || screen == Screen::OrderDetail;
  if (screen == Screen::Unlock) {
    view.role = Role::Shopper;
    view.staff_name.clear();
  }
  return view;
}

}  // namespace

std::vector<Screen> staff_screens() {
  return {Screen::Unlock,      Screen::AssociateHome, Screen::LookUp,   Screen::Customer360,
          Screen::OrderDetail, Screen::Tasks,         Screen::Pilot,    Screen::CollectBoard,
          Screen::Exceptions,  Screen::JourneyMap,    Screen::Terminals};
}

ViewState empty_staff_state(Screen screen) {
  ViewState view = frame_of(screen);
  if (screen == Screen::Pilot) view.pilot = PilotView{};
  if (screen == Screen::Customer360) {
    view.customer = Customer360View{};
    view.customer->customer.first_name = "Jean";
    view.customer->customer.last_name = "Costa";
    view.customer->headline_where = "where.no_consent";
    view.customer->next_action = "none";
  }
  return view;
}

ViewState staff_state(Screen screen) {
  ViewState view = frame_of(screen);
  view.unlock.badge_name = "Léa Martin";
  view.unlock.digits = 2;
  view.unlock.refusal = "wrong_pin";
  view.associate.requests = {tasks()[0], tasks()[1]};
  view.associate.to_prepare = late();
  for (auto& order : to_prepare()) view.associate.to_prepare.push_back(order);
  view.look_up.words = "du";
  view.look_up.hits = {{"C00001", "C. Dubois", "Toulouse", "silver", "0018", ""},
                       {"C00311", "M. Dupont", "Blagnac", "bronze", "4471", ""},
                       {"C02214", "A. Dumas", "Toulouse", "gold", "", ""}};
  view.customer = customer();
  view.order = order_view();
  view.tasks = tasks();
  view.pilot = pilot();
  view.board = {view.associate.to_prepare, ready(), here()};
  view.exceptions = {
      {"late", "48150", "R. Vidal", kNow - 42 * kMinute},
      {"rejected", "", "Coupon déjà utilisé dans un autre magasin", kNow - 2 * kHour}};
  view.map = journey_map();
  view.terminals = {"0192f1aa-4c1e-7d3b-9a51-6f0c2b7f4a11", 48'213, 1'204'991, 38'400'000, {}};
  view.link.kept = 1'204;  // the longest words of the link
  return view;
}

}  // namespace parcours::ui::samples
