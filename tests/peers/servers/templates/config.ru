# A Rack application for Puma.
AUTH = 'Basic ' + ['peer:secret'].pack('m0')

run(lambda do |env|
  answer = ->(status, text, fields = {}) { [status, { 'Content-Type' => 'text/plain' }.merge(fields), [text + "\n"]] }
  path = env['PATH_INFO']
  if !%w[/hello /upload /protected].include?(path)
    answer.(404, 'not found')
  elsif path == '/protected' && env['HTTP_AUTHORIZATION'] != AUTH
    answer.(401, 'unauthorized', 'WWW-Authenticate' => 'Basic realm="peers"')
  elsif env['CONTENT_LENGTH'].to_i > 1_048_576
    answer.(413, 'too large')
  else
    size = env['rack.input'].read.to_s.bytesize
    answer.(200, path == '/hello' ? 'hello' : size.to_s)
  end
end)
