// SPDX-License-Identifier: Apache-2.0
// HttpTransport over libcurl: HTTP/1.1, TLS when the URL says so, one connection kept alive between
// calls. Owner: the net thread. The proxy of the environment is not used: a terminal goes where its
// configuration says.
#pragma once

#include <memory>
#include <string>

#include "platform/http_client/transport.h"

namespace parcours::http_client {

struct CurlOptions {
  std::string user_agent = "parcours";
  std::string ca_file = {};             ///< PEM of the retailer's authority; empty: the system's.
  std::string client_certificate = {};  ///< PEM of the device; empty: none.
  std::string client_key = {};
  std::string proxy = {};  ///< "http://host:port"; empty: none.
};

class CurlTransport final : public HttpTransport {
 public:
  [[nodiscard]] static Result<std::unique_ptr<CurlTransport>> create(CurlOptions options = {});
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;
  ~CurlTransport() override;

  [[nodiscard]] Result<Response> send(const Request& request) override;
  void cancel() override;

 private:
  struct State;
  explicit CurlTransport(std::unique_ptr<State> state);
  std::unique_ptr<State> x_state;
};

}  // namespace parcours::http_client
