// SPDX-License-Identifier: Apache-2.0
// Who may speak for a terminal, asked over a real socket.
#include "sync/hub/door/door.h"

#include <gmock/gmock.h>

#include <fstream>

#include "sync/protocol/enrol.h"
#include "sync/protocol/signature.h"
#include "tests/sync/hub/running_hub.h"

namespace parcours::hub {
namespace {

using http_server::Answer;
using testing::HasSubstr;

constexpr std::int64_t kNowMs = 1'800'000'000'000;  // of the hub's clock

crypto::KeyPair pair_of(char seed) {
  return *crypto::keypair_from_seed(std::string(crypto::kSeedBytes, seed));
}

/// A terminal of that name with a key.
struct Terminal {
  const RunningHub& hub;
  std::string device = "d1";
  crypto::KeyPair key = pair_of('a');
  protocol::Mark sent = {};

  [[nodiscard]] std::string key_header() const {
    return "Parcours-Key: " + protocol::to_hex(key.public_key) + "\r\n";
  }
  [[nodiscard]] std::string headers(const std::string& target) const {
    return key_header() + "Parcours-Signature: " +
           protocol::sign_words(key.secret_key, protocol::signed_words(target)) + "\r\n";
  }
  [[nodiscard]] Answer pull(const std::string& more = "") const {
    const std::string target = "/v1/pull?device=" + device + more;
    return hub.get(target, headers(target));
  }
  Answer push(const std::string& event_id) {
    protocol::PushRequest push;
    push.device = device;
    push.first_seq = sent.seq + 1;
    push.prev_chain = sent.chain;
    push.events = {
        event_json(event_id, "kiosk.scanned", "card:2900000000017", "{}", "kiosk/" + device)};
    push.signature = protocol::sign_words(key.secret_key, protocol::signed_words(push));
    const auto answer = hub.post("/v1/push", "application/json", to_json(push), key_header());
    if (answer.status == 200) sent = {sent.seq + 1, push.end_chain()};
    return answer;
  }
  [[nodiscard]] Answer enrol(const protocol::EnrolCode& code) const {
    return hub.post("/v1/enrol", "application/json",
                    to_json(protocol::EnrolRequest{device, key.public_key, code}));
  }
};

std::string reason(const Answer& answer) {
  const auto document = json::Document::parse(answer.body);
  return document ? document->root().find("error").string("code") : "no JSON";
}

protocol::EnrolCode give_code(const RunningHub& hub, char first, std::int64_t until_ms) {
  protocol::EnrolCode code{{static_cast<std::uint8_t>(first)}};
  EXPECT_TRUE(change_rulings(hub.directory(), [&](Rulings& rulings) {
    rulings.codes.push_back({code.hash().hex(), "S1", until_ms});
  }));
  return code;
}

void revoke(const RunningHub& hub, const std::string& device) {
  EXPECT_TRUE(
      change_rulings(hub.directory(), [&](Rulings& rulings) { rulings.revoked.insert(device); }));
}

class ADoor : public testing::Test {
 protected:
  RunningHub& hub(EnrolPolicy policy = EnrolPolicy::Open) {
    ServerOptions options;
    options.enrol = policy;
    x_hub = std::make_unique<RunningHub>(options);
    x_hub->put("shop", "S1", R"({"id":"S1","name":"Un"})");
    x_hub->put("shop", "S2", R"({"id":"S2","name":"Deux"})");
    x_hub->start();
    return *x_hub;
  }

 private:
  std::unique_ptr<RunningHub> x_hub;
};

TEST_F(ADoor, ThatIsOpenTakesWhoHasNoKeyAtItsWord) {
  const auto& at = hub();
  EXPECT_EQ(at.get("/v1/pull?device=curl").status, 200);
  Terminal none{at, "none"};
  protocol::PushRequest push;
  push.device = "none";
  EXPECT_EQ(at.post("/v1/push", "application/json", to_json(push)).status, 200);
  EXPECT_EQ(at.get("/v1/lookup?device=none&subject=card:1").status, 404) << "heard, nobody known";
}

TEST_F(ADoor, KeepsTheKeyOfTheFirstContact) {
  const auto& at = hub();
  Terminal terminal{at};
  EXPECT_EQ(terminal.pull().status, 200);
  EXPECT_EQ(terminal.push("a").status, 200);
  EXPECT_EQ(terminal.pull("&wait=0").status, 200);
  const auto bare = at.get("/v1/pull?device=d1");
  EXPECT_EQ(bare.status, 401);
  EXPECT_EQ(reason(bare), "signature");
  EXPECT_THAT(bare.body, HasSubstr("parcours-hub enrol"));
  EXPECT_EQ(reason(at.get("/v1/lookup?device=d1&subject=card:1")), "signature");
  Terminal other{at, "d1", pair_of('b')};
  EXPECT_EQ(reason(other.pull()), "signature");
  EXPECT_EQ(reason(other.push("b")), "signature");
  EXPECT_EQ(terminal.push("b").status, 200);
}

TEST_F(ADoor, KeepsTheKeyOfAFirstBatchToo) {
  const auto& at = hub();
  Terminal terminal{at};
  EXPECT_EQ(terminal.push("a").status, 200);
  Terminal other{at, "d1", pair_of('b'), terminal.sent};
  EXPECT_EQ(reason(other.push("b")), "signature");
  EXPECT_EQ(reason(at.get("/v1/pull?device=d1")), "signature");
  EXPECT_EQ(at.get("/v1/pull?device=d2").status, 200);
}

TEST_F(ADoor, LetsNobodyChangeWhatWasSigned) {
  const auto& at = hub();
  Terminal terminal{at};
  ASSERT_EQ(terminal.pull().status, 200);
  const std::string target = "/v1/pull?device=d1&shop=S1";
  EXPECT_EQ(at.get(target, terminal.headers(target)).status, 200);
  EXPECT_EQ(reason(at.get("/v1/pull?device=d1&shop=S2", terminal.headers(target))), "signature");
  EXPECT_EQ(reason(at.get(target, "Parcours-Signature: \xff\xfe\r\n")), "signature");
  EXPECT_EQ(at.get("/v1/pull?device=new", "Parcours-Key: 12\r\n").status, 400);
  EXPECT_EQ(reason(at.get("/v1/pull?device=new", Terminal{at}.key_header())), "signature");
  const auto forged = at.send(event_json("x", "kiosk.scanned", "card:1", "{}", "kiosk/d1"));
  EXPECT_EQ(forged.status, 400) << "the open gate is no way around a key";
  EXPECT_THAT(forged.body, HasSubstr("/v1/push"));
  EXPECT_EQ(at.send(event_json("x", "kiosk.scanned", "card:1", "{}", "kiosk/d2")).status, 200);
}

TEST_F(ADoor, ThatWantsCodesKnowsNobodyWithoutOne) {
  const auto& at = hub(EnrolPolicy::Code);
  Terminal terminal{at};
  for (const auto& answer : {terminal.pull(), terminal.push("a"), at.get("/v1/pull?device=curl"),
                             at.get("/v1/lookup?device=d1&subject=card:1")}) {
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(reason(answer), "not_enrolled");
    EXPECT_THAT(answer.body, HasSubstr("parcours-kiosk enrol"));
  }
  EXPECT_EQ(at.send(event_json("x", "kiosk.scanned", "card:1", "{}", "kiosk/d9")).status, 400);
  EXPECT_EQ(at.send(view_json("y")).status, 200) << "no terminal's name";
  const auto code = give_code(at, 1, kNowMs + 1000);
  const auto enrolled = terminal.enrol(code);
  EXPECT_EQ(enrolled.status, 200) << enrolled.body;
  EXPECT_THAT(enrolled.body, HasSubstr("\"shop\":\"S1\""));
  EXPECT_EQ(terminal.enrol(code).status, 200) << "its answer may have been lost";
  EXPECT_EQ(terminal.push("a").status, 200);
  EXPECT_EQ(terminal.pull().status, 200);
  Terminal second{at, "d2", pair_of('b')};
  EXPECT_EQ(reason(second.enrol(code)), "code") << "used";
  EXPECT_EQ(reason(second.pull()), "not_enrolled");
  EXPECT_EQ(reason(Terminal{at, "d1", pair_of('b')}.enrol(code)), "code") << "by another key";
}

TEST_F(ADoor, TakesNoCodeThatIsOldOrMadeUp) {
  const auto& at = hub(EnrolPolicy::Code);
  Terminal terminal{at};
  EXPECT_EQ(reason(terminal.enrol(give_code(at, 1, kNowMs))), "code");
  EXPECT_EQ(reason(terminal.enrol(protocol::EnrolCode{{9}})), "code");
  for (const std::string body : {"", "{", "[]", "{\"device\":\"d 1\"}", "{\"device\":\"d1\"}"}) {
    EXPECT_EQ(at.post("/v1/enrol", "application/json", body).status, 400) << body;
  }
  EXPECT_EQ(reason(terminal.pull()), "not_enrolled");
  const auto names = give_code(at, 2, kNowMs + 1000);
  const auto key = pair_of('a').public_key;
  EXPECT_EQ(at.post("/v1/enrol", "application/json",
                    to_json(protocol::EnrolRequest{"d1/../x", key, names}))
                .status,
            400);
}

TEST_F(ADoor, GivesAnEnrolledTerminalItsShopAloneAndANewKeyByANewCode) {
  const auto& at = hub();
  Terminal terminal{at};
  ASSERT_EQ(terminal.enrol(give_code(at, 1, kNowMs + 1000)).status, 200);
  const auto page = protocol::parse_pull_answer(terminal.pull("&shop=S2").body);
  ASSERT_TRUE(page) << page.error().text();
  EXPECT_EQ(page->head.shop, "S1");
  EXPECT_THAT(page->head.scopes, testing::Not(testing::Contains("customers:S2")));
  EXPECT_EQ(terminal.pull("&scopes=customers:S2").status, 403);
  Terminal again{at, "d1", pair_of('b')};
  EXPECT_EQ(reason(again.pull()), "signature");
  EXPECT_EQ(again.enrol(give_code(at, 2, kNowMs + 1000)).status, 200);
  EXPECT_EQ(again.pull().status, 200);
  EXPECT_EQ(reason(terminal.pull()), "signature");
}

TEST_F(ADoor, IsShutToWhoIsRevokedUntilItIsRestored) {
  const auto& at = hub();
  Terminal terminal{at}, other{at, "d2", pair_of('b')};
  ASSERT_EQ(terminal.push("a").status, 200);
  ASSERT_EQ(other.push("b").status, 200);
  revoke(at, "d1");
  for (const auto& answer : {terminal.pull(), terminal.push("c"), at.get("/v1/pull?device=d1"),
                             terminal.enrol(give_code(at, 1, kNowMs + 1000))}) {
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(reason(answer), "revoked");
  }
  EXPECT_EQ(other.pull().status, 200);
  ASSERT_TRUE(change_rulings(at.directory(), [](Rulings& rulings) { rulings.revoked.clear(); }));
  EXPECT_EQ(terminal.push("c").status, 200);
  EXPECT_EQ(terminal.sent.seq, 2);
}

TEST_F(ADoor, StaysShutWhileItsRulingsCannotBeRead) {
  const auto& at = hub();
  Terminal terminal{at};
  ASSERT_EQ(terminal.pull().status, 200);
  std::ofstream{at.directory() / "hub.terminals"} << "{\"codes\":[]";
  EXPECT_EQ(terminal.pull().status, 503);
  EXPECT_EQ(terminal.push("a").status, 503);
  const auto changed = change_rulings(at.directory(), [](Rulings&) {});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, ErrorCode::Corrupt);
  std::filesystem::remove(at.directory() / "hub.terminals");
  EXPECT_EQ(terminal.pull().status, 200);
}

TEST(Rulings, AreReadAsTheyAreWritten) {
  Rulings rulings;
  rulings.codes = {{"ab", "S1", 42}, {"cd", "S2", 43}};
  rulings.revoked = {"d1", "d2"};
  const auto again = parse_rulings(to_json(rulings));
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(again->revoked, rulings.revoked);
  EXPECT_EQ(again->code("cd", 42)->shop, "S2");
  EXPECT_EQ(again->code("cd", 43), nullptr);
  EXPECT_EQ(again->code("ef", 0), nullptr);
  for (const char* bad : {"", "[]", "{}", R"({"codes":[],"revoked":[7]})"}) {
    EXPECT_FALSE(parse_rulings(bad)) << bad;
  }
}

}  // namespace
}  // namespace parcours::hub
