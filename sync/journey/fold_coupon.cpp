// SPDX-License-Identifier: Apache-2.0
// Coupons: issued once, redeemed once; a second redemption is a fact that somebody must look at.
#include <fmt/format.h>

#include "platform/json/writer.h"
#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

Result<Coupon> load_coupon(const Fold& fold, std::string_view code) {
  PARCOURS_TRY(const auto row,
               fold.sheet.find(kind::kCoupon, fmt::format("{}/{}", fold.customer->id, code)));
  if (row) return parse_coupon(row->body);
  Coupon coupon;
  coupon.code = code;
  coupon.customer = fold.customer->id;
  return coupon;
}

void put_coupon(Fold& fold, const Coupon& coupon) {
  fold.sheet.put(customer_scope(*fold.customer), kind::kCoupon,
                 fmt::format("{}/{}", coupon.customer, coupon.code), to_json(coupon));
  put_identity(fold.sheet, *fold.customer, "coupon:" + coupon.code);
  if (coupon.token.empty()) return;
  // A printed code shows the token alone.
  json::Writer out;
  out.begin_object().field("customer", coupon.customer).field("coupon", coupon.code).end_object();
  fold.sheet.put(customer_scope(*fold.customer), kind::kIdentity, "coupon:" + coupon.token,
                 out.take());
}

Result<std::int64_t> time_of(const Fold& fold, std::string_view member) {
  const auto text = fold.text(member);
  if (text.empty()) return 0;
  PARCOURS_TRY(const auto time, parse_rfc3339(text));
  return to_ms(time);
}

std::vector<std::string> texts_of(const Fold& fold, std::string_view member) {
  return fold.data.strings(member);
}

/// The coupon of `data.code` with what the event says of it.
Result<Coupon> read_coupon(const Fold& fold) {
  const auto code = fold.text("code");
  const auto percent = fold.data.integer("percent");
  const auto& type = fold.event.type;
  if (code.find('/') != std::string::npos)
    return fail(ErrorCode::Invalid, type + ": data.code must not contain '/'", "code");
  if (percent < 0 || percent > 100)
    return fail(ErrorCode::Invalid, type + ": data.percent must be 0 to 100", "percent");
  PARCOURS_TRY(auto coupon, load_coupon(fold, code));
  coupon.percent = static_cast<int>(percent);
  coupon.amount = Money{fold.data.integer("amount_cents")};
  coupon.families = texts_of(fold, "families");
  coupon.channels = texts_of(fold, "channels");
  PARCOURS_TRY(coupon.from_ms, time_of(fold, "from"));
  PARCOURS_TRY(coupon.until_ms, time_of(fold, "until"));
  coupon.title = {fold.text("title_fr"), fold.text("title_en")};
  coupon.token = fold.text("token");
  return coupon;
}

Status issue(Fold& fold) {
  PARCOURS_TRY(auto coupon, read_coupon(fold));
  // Its redemption may have been told first.
  if (coupon.state.empty() || coupon.state == "promised") coupon.state = "issued";
  put_coupon(fold, coupon);
  return {};
}

/// Whether the answer is one to the survey that promises the coupon. A terminal that names the
/// coupon has seen the promise, whatever its clock says.
bool answers(const TimelineEntry& answer, const Coupon& coupon) {
  if (answer.type != "survey.answered") return false;
  if (!answer.code.empty()) return answer.code == coupon.code;
  return !coupon.survey.empty() && answer.detail == coupon.survey &&
         answer.time_ms >= coupon.promised_ms;
}

Status promise(Fold& fold) {
  PARCOURS_TRY(auto coupon, read_coupon(fold));
  coupon.survey = fold.text("survey");
  coupon.promised_ms = fold.time_ms();
  if (coupon.state.empty()) {
    PARCOURS_TRY(const bool answered, happened_later(fold, [&](const TimelineEntry& entry) {
                   return answers(entry, coupon);
                 }));
    coupon.state = answered ? "issued" : "promised";
  }
  put_coupon(fold, coupon);
  return {};
}

}  // namespace

Status redeem_coupon(Fold& fold, std::string_view code) {
  PARCOURS_TRY(auto coupon, load_coupon(fold, code));
  if (coupon.state == "redeemed") {
    const auto shop = fold.text("shop");
    open_incident(fold, shop.empty() ? fold.customer->home_shop : shop, "incident.coupon_twice");
    return {};
  }
  coupon.state = "redeemed";
  put_coupon(fold, coupon);
  return {};
}

Status fold_coupon(Fold& fold) {
  if (!fold.customer) return {};
  if (fold.event.type == "coupon.issued") return issue(fold);
  if (fold.event.type == "coupon.redeemed") return redeem_coupon(fold, fold.text("code"));
  if (fold.event.type != "coupon.expired") return {};
  PARCOURS_TRY(auto coupon, load_coupon(fold, fold.text("code")));
  if (coupon.state == "redeemed" || coupon.state == "expired") return {};
  coupon.state = "expired";
  put_coupon(fold, coupon);
  return {};
}

Status fold_survey(Fold& fold) {
  if (!fold.customer) return {};
  if (fold.event.type == "survey.asked")
    return fold.text("code").empty() ? Status{} : promise(fold);
  if (fold.event.type != "survey.answered") return {};
  PARCOURS_TRY(const auto rows,
               fold.sheet.scan(kind::kCoupon, fold.customer->id + "/", kAllRows, false));
  for (const auto& row : rows) {
    PARCOURS_TRY(auto coupon, parse_coupon(row.body));
    if (coupon.state != "promised" || !answers(fold.entry, coupon)) continue;
    coupon.state = "issued";
    put_coupon(fold, coupon);
  }
  return {};
}

}  // namespace parcours::journey
