// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "platform/base/clock.h"
#include "platform/crypto/secure_random.h"
#include "platform/json/writer.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/database.h"
#include "sync/hub/door/rulings.h"
#include "sync/hub/reader.h"
#include "sync/protocol/enrol.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(enrol --data DIR --shop ID [--minutes N]   a one-time code that makes a terminal one of this hub's

Prints one JSON object: the code, its shop, and until when it is good. Type it at the terminal: in
the service menu, on the screen of its first start, or by parcours-kiosk enrol --code. It is used up
by the first terminal that shows it. Works while the hub serves; the code itself is kept nowhere.
  --data DIR    the hub's directory
  --shop ID     the shop that the terminal stands in: it gets the rows of this one alone
  --minutes N   how long the code is good, 1 to 1440, 15 unless given)";

constexpr std::int64_t kMinutes = 15;

Result<int> run(const Arguments& arguments) {
  const std::filesystem::path directory = arguments.text("--data");
  const std::string shop = arguments.text("--shop");
  {
    PARCOURS_TRY(const auto reader, Reader::open(directory / kDatabaseFile));
    PARCOURS_TRY(const bool known, reader->knows_shop(shop));
    if (!known) return fail(ErrorCode::NotFound, "the hub knows no such shop", shop);
  }
  const std::int64_t now = to_ms(SystemClock{}.wall());
  const std::int64_t until = now + arguments.number("--minutes", kMinutes) * 60'000;
  PARCOURS_TRY(const auto code,
               protocol::enrol_code_of(crypto::random_bytes(protocol::kEnrolCodeBytes)));
  PARCOURS_CHECK(change_rulings(directory, [&](Rulings& rulings) {
    std::erase_if(rulings.codes, [now](const GivenCode& old) { return old.until_ms <= now; });
    rulings.codes.push_back({code.hash().hex(), shop, until});
  }));
  json::Writer out;
  out.begin_object().field("code", to_text(code)).field("shop", shop);
  out.field("until", to_rfc3339(from_ms(until))).end_object();
  print_line(out.text());
  return 0;
}

}  // namespace

Command enrol_command() {
  return {"enrol",
          kHelp,
          {{"--data", ValueKind::Text, true},
           {"--shop", ValueKind::Text, true},
           {"--minutes", ValueKind::Number, false, 1, 1440}},
          {},
          run};
}

}  // namespace parcours::hub
