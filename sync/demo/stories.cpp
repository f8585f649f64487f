// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/stories.h"

#include <fmt/format.h>

namespace parcours::demo {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::string_view kCrm = "crm/campaigns";

const std::string& id_of(const Retail& retail, ProductIndex product) {
  return retail.products[product].id;
}

/// J1: looked at a television and was interrupted; an ad with a slot for a demonstration; an SMS in
/// Léa's name that nobody answered; a coupon by post. The checkout with the coupon is what remains
/// to be played.
Status write_television(Diary& diary, const Retail& retail, const SignCoupon& sign) {
  const auto& tv = id_of(retail, anchor::kTelevision);
  const auto day = [&](int ago, int minute) { return local(diary.today - days{ago}, minute); };
  Data former;
  former.text("kind", "card").text("value", "2900000000017").text("evidence", "ancienne carte");
  diary.add(day(24, 661), "till/S1", "identity.linked", former, "till");
  Data welcome;
  welcome.number("points", 50).text("why", "welcome").text("shop", "S1");
  diary.add(day(24, 700), "till/S1", "points.earned", welcome, "till");
  Data view;
  view.text("product", tv).number("seconds", 41).flag("cut_short", true);
  diary.add(day(9, 1152), "web/shop", "web.product_viewed", view);
  Data ad;
  ad.text("campaign", "television_automne").text("product", tv).text("shop", "S1");
  ad.text("slot", to_rfc3339(local(diary.today + days{1}, 960)));
  diary.add(day(8, 1235), "ads/partner", "ad.shown", ad, "ad");
  Data slot;
  slot.text("appointment", "demo-television").time("at", local(diary.today + days{1}, 960));
  slot.text("shop", "S1").text("product", tv).text("actor", "E001");
  diary.add(day(8, 1235) + minutes{1}, "ads/partner", "appointment.offered", slot, "ad");
  Data sms;
  sms.text("template", "television_conseil").text("scenario", "television").number("step", 2);
  sms.text("in_name_of", "E001").text("channel", "sms").text("product", tv);
  diary.add(day(6, 730), kCrm, "message.sent", sms, "sms");
  Data arrived;
  arrived.text("template", "television_conseil").text("channel", "sms");
  diary.add(day(6, 731), kCrm, "message.delivered", arrived, "sms");
  CouponPlan coupon;
  coupon.code = "TELE-2X7K";
  coupon.percent = 10;
  coupon.families = {"television"};
  coupon.channels = {"shop"};
  coupon.title = {"10 % sur votre téléviseur", "10% off your television"};
  coupon.from = day(4, 540);
  coupon.until = local(diary.today + days{10}, 1439);
  coupon.campaign = "television";
  PARCOURS_CHECK(write_coupon(diary, coupon, sign));
  Data letter;
  letter.text("template", "television_coupon").text("scenario", "television").number("step", 3);
  letter.text("channel", "post").text("code", coupon.code).text("product", tv);
  diary.add(day(4, 545), kCrm, "message.sent", letter, "post");
  Data planned;
  planned.text("template", "television_rappel").text("scenario", "television").number("step", 4);
  planned.text("channel", "email").text("product", tv).text("code", coupon.code);
  planned.time("at", local(diary.today + days{3}, 600));
  diary.add(day(4, 546), kCrm, "message.planned", planned, "email");
  return {};
}

/// The order left the warehouse and was taken in at the door: not collected, but handed over.
void write_delivery(Diary& diary, std::string_view order) {
  const auto day = [&](int ago, int minute) { return local(diary.today - days{ago}, minute); };
  const auto move = [&](WallTime at, std::string_view state, std::string_view reason) {
    Data data;
    data.text("order", order).text("reason", reason);
    diary.add_about(fmt::format("order:{}", order), at, "web/shop", fmt::format("pickup.{}", state),
                    data, "partner");
  };
  move(day(45, 1050), "accepted", {});
  move(day(43, 660), "picked", {});
  move(day(41, 638), "handed_over", "delivered_home");
  move(day(41, 639), "closed", {});
}

/// J3: an ad, a visit, a bookcase ordered at the kiosk and delivered free, one thank-you. The
/// survey is asked and promises a coupon; answering it at the kiosk is what remains to be played.
Status write_survey(Diary& diary, const Retail& retail, const SignCoupon& sign) {
  const auto& shelf = id_of(retail, anchor::kShelf);
  const BasketOf basket{anchor::kShelf};
  const auto day = [&](int ago, int minute) { return local(diary.today - days{ago}, minute); };
  Data ad;
  ad.text("campaign", "rentree").text("product", shelf);
  diary.add(day(48, 1200), "ads/partner", "ad.shown", ad, "ad");
  Data visit;
  visit.text("shop", "S1");
  diary.add(day(45, 1010), "kiosk/demo-S1", "shop.visited", visit, "kiosk");
  Data view;
  view.text("product", shelf).text("shop", "S1");
  diary.add(day(45, 1014), "kiosk/demo-S1", "kiosk.product_viewed", view);
  Data order;
  order.text("order", "47920").raw("lines", lines_of(retail, basket)).text("channel", "web");
  order.flag("paid", true).text("customer_name", "T. Lefèvre");
  order.text("delivery", "home").flag("delivery_free", true);
  diary.add(day(45, 1022), "web/shop", "order.placed", order, "web");
  write_delivery(diary, "47920");
  Data bought;
  bought.text("order", "47920").raw("lines", lines_of(retail, basket));
  bought.number("total_cents", total_of(retail, basket).cents);
  diary.add(day(41, 640), "web/shop", "purchase.completed", bought, "web");
  Data thanks;
  thanks.text("template", "merci_livraison").text("scenario", "apres_livraison").number("step", 1);
  thanks.text("channel", "email");
  diary.add(day(40, 600), kCrm, "message.sent", thanks, "email");
  CouponPlan coupon;
  coupon.code = "AVIS-6H4P";
  coupon.percent = 10;
  coupon.channels = {"web", "shop"};
  coupon.title = {"10 % pour votre avis", "10 % off for your opinion"};
  coupon.from = day(5, 600);
  coupon.until = local(diary.today + days{60}, 1439);
  return write_promise(diary, "livraison", coupon, sign);
}

/// J4: two purchases a month all year, value loaded by telephone, her birthday today: the drink is
/// a right of her tier.
void write_gold(Diary& diary, const Retail& retail, Ledger& ledger) {
  for (int i = 0; i < 16; ++i) {
    const auto at = local(diary.today - days{340 - i * 21}, 650 + 17 * i);
    const BasketOf basket = i % 4 == 0 ? BasketOf{anchor::kMug, anchor::kCoffee}
                                       : make_basket(retail, diary.person, diary.random);
    write_till_purchase(diary, retail, ledger, at, basket);
  }
  Data reload;
  reload.number("amount_cents", 5000);
  diary.add(local(diary.today - days{2}, 1190), "app/shop", "value.reloaded", reload, "app");
  Data greeting;
  greeting.text("template", "anniversaire")
      .text("scenario", "anniversaire")
      .text("channel", "email");
  diary.add(local(diary.today, 480), kCrm, "message.sent", greeting, "email");
}

void write_waiting(Diary& diary, const Retail& retail, Ledger& ledger, const Options& options) {
  write_till_purchase(diary, retail, ledger, local(diary.today - days{120}, 900), {anchor::kTote});
  OpenOrder order;
  order.id = "48177";
  order.pickup_code = "K7P2QX";
  order.state = "ready";
  order.bin = "B12";
  order.placed_minutes_ago = 180;
  order.promised_in_minutes = 30;
  write_open_order(diary, retail, ledger, order, {anchor::kLamp, anchor::kCushion},
                   told_in(retail.shops[diary.person.shop], options.today, options.minute));
}

}  // namespace

Person story_person(const Retail& retail, int number, const Options& options) {
  using std::chrono::year_month_day;
  struct Who {
    std::string_view first, last, email;
    int joined_days_ago;
  };
  constexpr Who kWho[kStories]{{"Camille", "Dubois", "camille.dubois@example.org", 24},
                               {"Thomas", "Lefèvre", "thomas.lefevre@example.org", 300},
                               {"Inès", "Garcia", "ines.garcia@example.org", 700},
                               {"Louise", "Marchand", "louise.marchand@example.org", 400}};
  Person person = make_person(retail, number, options.seed);
  const auto& who = kWho[number - 1];
  person.first_name = who.first;
  person.last_name = who.last;
  person.email = who.email;
  person.phone = fmt::format("+3363998{:04}", number);
  person.joined_days_ago = who.joined_days_ago;
  person.shop = 0;
  person.adviser = "E001";
  person.language = "fr";
  person.app = false;
  person.visitor = number == 1 ? "v1c0ffee1" : "";
  for (auto& [purpose, given] : person.consents) given = true;
  const year_month_day today{options.today};
  person.birthday = number == 3 ? fmt::format("{:02}-{:02}", static_cast<unsigned>(today.month()),
                                              static_cast<unsigned>(today.day()))
                                : fmt::format("{:02}-14", number * 2);
  return person;
}

Status write_story(Diary& diary, const Retail& retail, Ledger& ledger, const Options& options) {
  write_beginning(diary, retail);
  switch (diary.person.number) {
    case 1:
      return write_television(diary, retail, options.sign_coupon);
    case 2:
      return write_survey(diary, retail, options.sign_coupon);
    case 3:
      write_gold(diary, retail, ledger);
      break;
    default:
      write_waiting(diary, retail, ledger, options);
  }
  return {};
}

}  // namespace parcours::demo
