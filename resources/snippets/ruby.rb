# Ruby's Net::HTTP: the field, and continue_timeout, without which (nil) it would not wait at all.
require 'net/http'
require 'uri'

TARGET = URI({{url}})
METHOD = {{method}}
EXPECT = {{on}} # Net::HTTP sends no Expect by itself

request = Net::HTTPGenericRequest.new(METHOD, true, true, TARGET)
request.body = 'x' * {{size}}
request['Content-Type'] = 'application/octet-stream'
request['Expect'] = '100-continue' if EXPECT
Net::HTTP.start(TARGET.host, TARGET.port, use_ssl: TARGET.scheme == 'https') do |http|
  http.continue_timeout = 1 # seconds
  response = http.request(request)
  puts "#{response.code} #{response.message}"
end
