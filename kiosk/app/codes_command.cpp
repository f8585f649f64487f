// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/codes_command.h"

#include <array>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/desk.h"
#include "platform/barcode/write.h"
#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "sync/journey/entities.h"

namespace parcours::app {
namespace {

namespace kind = journey::kind;

constexpr std::string_view kHelp =
    "usage: parcours-kiosk codes --data DIR --out DIR [--limit N]\n"
    "Draws pictures of codes that this terminal's replica knows, to be scanned: the first N (4)\n"
    "customers' cards (EAN-13 and QR) and their coupons, products (EAN-13), orders that wait for\n"
    "collection (QR), badges (QR). One JSON object a picture.\n";

struct Code {
  std::string file;
  barcode::Format format = barcode::Format::QrCode;
  std::string text;
  std::string what;
};

using Codes = std::vector<Code>;

Status add_customers(const journal::Journal& journal, std::size_t limit, Codes& codes) {
  PARCOURS_TRY(const auto rows, journal.scan(kind::kCustomer, "", limit));
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto one, journey::parse_customer(row.body));
    if (one.card.empty()) continue;
    const auto name = one.first_name + " " + one.last_name;
    codes.push_back({"card-" + one.id + "-ean13", barcode::Format::Ean13, one.card, name});
    codes.push_back({"card-" + one.id + "-qr", barcode::Format::QrCode, one.card, name});
    PARCOURS_TRY(const auto coupons, journal.scan(kind::kCoupon, one.id + "/", limit));
    for (const auto& coupon_row : coupons) {
      PARCOURS_TRY(const auto coupon, journey::parse_coupon(coupon_row.body));
      if (coupon.state == "issued" && !coupon.token.empty())
        codes.push_back(
            {"coupon-" + coupon.code, barcode::Format::QrCode, coupon.token, coupon.title.fr});
    }
  }
  return {};
}

Status add_products(const journal::Journal& journal, std::size_t limit, Codes& codes) {
  constexpr std::size_t kSeveral = 3;
  PARCOURS_TRY(const auto rows, journal.scan(kind::kProduct, "", limit * kSeveral));
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto one, journey::parse_product(row.body));
    if (one.gtin.size() == 14 && one.gtin.front() == '0')
      codes.push_back(
          {"product-" + one.id, barcode::Format::Ean13, one.gtin.substr(1), one.name.fr});
  }
  return {};
}

Status add_orders(const journal::Journal& journal, std::size_t limit, Codes& codes) {
  constexpr std::size_t kLookedAt = 100'000;
  PARCOURS_TRY(const auto rows, journal.scan(kind::kOrder, "", kLookedAt));
  std::size_t found = 0;
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto one, journey::parse_order(row.body));
    if (one.state != "ready" || one.pickup_code.empty() || found == limit) continue;
    ++found;
    codes.push_back(
        {"pickup-" + one.id, barcode::Format::QrCode, one.pickup_code, "commande " + one.id});
  }
  return {};
}

Status add_badges(const journal::Journal& journal, std::size_t limit, Codes& codes) {
  PARCOURS_TRY(const auto rows, journal.scan(kind::kStaff, "", limit));
  for (const auto& row : rows) {
    PARCOURS_TRY(const auto one, journey::parse_staff(row.body));
    codes.push_back(
        {"badge-" + one.id, barcode::Format::QrCode, one.badge, one.name + " (" + one.role + ")"});
  }
  return {};
}

Result<Codes> collect(const journal::Journal& journal, std::size_t limit) {
  Codes codes;
  PARCOURS_CHECK(add_customers(journal, limit, codes));
  PARCOURS_CHECK(add_products(journal, limit, codes));
  PARCOURS_CHECK(add_orders(journal, limit, codes));
  PARCOURS_CHECK(add_badges(journal, limit, codes));
  if (codes.empty())
    return fail(ErrorCode::NotFound,
                "the replica is empty: run `parcours-kiosk sync --hub URL --data DIR --once` first",
                "--data");
  return codes;
}

Status write(const Code& code, const std::filesystem::path& folder, std::ostream& out) {
  const bool linear = barcode::is_linear(code.format);
  PARCOURS_TRY(const auto image, barcode::draw(code.format, code.text,
                                               linear ? barcode::DrawSize{520, 260, 32}
                                                      : barcode::DrawSize{480, 480, 16}));
  const auto file = (folder / (code.file + ".png")).string();
  PARCOURS_CHECK(barcode::write_png(file, image.view()));
  json::Writer line;
  line.begin_object().field("file", file).field("format", barcode::to_string(code.format));
  line.field("text", code.text).field("what", code.what).end_object();
  out << line.text() << '\n';
  return {};
}

constexpr std::array kOptions{OptionSpec{"--data", ValueKind::Text, true},
                              OptionSpec{"--out", ValueKind::Text, true},
                              OptionSpec{"--limit", ValueKind::Number, false, 1, 100'000}};
constexpr CommandText kCommand{"codes", kHelp, kOptions, {}};

Result<int> draw_all(const Arguments& arguments, std::ostream& out) {
  const std::filesystem::path folder = arguments.text("--out");
  const auto limit = arguments.number("--limit", 4);
  const SystemClock clock;
  PARCOURS_TRY(const auto desk, Desk::open_to_read(arguments.text("--data"), clock));
  PARCOURS_CHECK(desk->check_not_revoked());
  PARCOURS_TRY(const auto codes, collect(desk->journal(), static_cast<std::size_t>(limit)));
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (trouble) return fail(ErrorCode::Io, trouble.message(), folder.string());
  for (const auto& code : codes) PARCOURS_CHECK(write(code, folder, out));
  return 0;
}

}  // namespace

int run_codes(std::span<const std::string_view> words, std::ostream& out) {
  return run_command(kCommand, words, out, std::cerr,
                     [&out](const Arguments& arguments) { return draw_all(arguments, out); });
}

int run_codes(std::span<const std::string_view> words) {
  return run_codes(words, std::cout);
}

}  // namespace parcours::app
