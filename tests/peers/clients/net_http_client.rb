# SPDX-License-Identifier: GPL-3.0-or-later
# Ruby's Net::HTTP: URL SIZE get|off|on. continue_timeout stays as it comes, nil: no wait.
require 'net/http'
require 'uri'

uri = URI(ARGV[0])
request = ARGV[2] == 'get' ? Net::HTTP::Get.new(uri) : Net::HTTP::Post.new(uri)
request.body = 'x' * ARGV[1].to_i unless ARGV[2] == 'get'
request['Expect'] = '100-continue' if ARGV[2] == 'on'
Net::HTTP.start(uri.host, uri.port) do |http|
  puts http.request(request).code
end
